using System.Collections.Immutable;

namespace FlowBuilder.Core.Nodes;

/// <summary>Fills a node type's inputs record from values by port; set up once by reflection, run without it.</summary>
internal sealed class InputsBinder(
    Func<object> create,
    ImmutableArray<KeyValuePair<string, Action<object, object?>>> setters,
    Action<object, object?>? setDynamic)
{
    /// <summary>Whether values of ports that no property stands for are kept.</summary>
    public bool TakesDynamic => setDynamic is not null;

    /// <summary>Makes the record.</summary>
    /// <param name="ports">Port ids, parallel to <paramref name="values"/>.</param>
    /// <param name="values">Values by port; null where nothing came.</param>
    public object Bind(ReadOnlySpan<string> ports, ReadOnlySpan<object?> values)
    {
        var inputs = create();
        Dictionary<string, object>? dynamic = null;
        for (var i = 0; i < ports.Length; i++)
        {
            if (values[i] is not { } value) continue;
            if (Find(ports[i]) is { } set) set(inputs, value);
            else if (TakesDynamic) (dynamic ??= new Dictionary<string, object>(StringComparer.Ordinal))[ports[i]] = value;
        }

        if (dynamic is not null) setDynamic!(inputs, dynamic);
        return inputs;
    }

    private Action<object, object?>? Find(string port)
    {
        foreach (var setter in setters)
        {
            if (setter.Key == port) return setter.Value;
        }

        return null;
    }
}
