using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Editing;

/// <summary>What a person has put in for the next run, by the names of the flow's inputs.</summary>
/// <param name="catalogue">The node types.</param>
internal sealed class RunInputs(NodeCatalogue catalogue)
{
    // A field with more than this in it makes a page slow.
    private const int MostRecalled = 20_000;

    private readonly Dictionary<string, JsonElement?> _given = new(StringComparer.Ordinal);

    /// <summary>Raised after something else was put in.</summary>
    public event Action? Changed;

    /// <summary>The inputs of a flow, in its order, each with the value that the next run gets.</summary>
    public IReadOnlyList<RunInput> Of(Flow flow)
    {
        var inputs = new List<RunInput>();
        foreach (var node in flow.Nodes)
        {
            if (catalogue.Find(node.Type) is not { } type || type.ParameterOf(node) is not { } parameter) continue;
            var value = _given.TryGetValue(parameter.Name, out var given) ? given : parameter.Example ?? DefaultOf(node);
            var title = node.Title.Length > 0 ? node.Title : type.Title.ToString();
            inputs.Add(new RunInput(node.Id, title, parameter, RunInput.KindOf(type, parameter), value));
        }

        return inputs;
    }

    /// <summary>Takes what an earlier run had, where nothing was put in yet; what no field could show is left out.</summary>
    public void Recall(IReadOnlyDictionary<string, JsonElement> inputs)
    {
        foreach (var (name, value) in inputs)
        {
            if (value.GetRawText().Length <= MostRecalled) _given.TryAdd(name, value);
        }

        Changed?.Invoke();
    }

    /// <summary>Takes what a person put in.</summary>
    public void Set(string name, JsonElement? value)
    {
        _given[name] = value;
        Changed?.Invoke();
    }

    /// <summary>The values of a run; what is empty and may be is left out.</summary>
    public IReadOnlyDictionary<string, JsonElement> ValuesOf(Flow flow)
    {
        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var input in Of(flow))
        {
            if (!_given.TryGetValue(input.Parameter.Name, out var put)) put = input.Parameter.Example;
            if (put is not { } value || value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) continue;

            // What was emptied by hand is an empty text; where the flow needs one, leaving it out lets the run say which.
            if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0 && input.Parameter.IsRequired) continue;
            values[input.Parameter.Name] = value;
        }

        return values;
    }

    // What the node falls back on by itself: shown, so that nobody wonders what an empty field runs with, and not sent.
    private static JsonElement? DefaultOf(FlowNode node) => node.Settings.TryGet("default", out var value) ? value : null;
}
