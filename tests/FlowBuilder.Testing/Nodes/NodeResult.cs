using System.Text.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Testing.Nodes;

/// <summary>What a node gave, by port.</summary>
public sealed class NodeResult
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _deltas = new(StringComparer.Ordinal);

    internal NodeResult(IReadOnlyList<NodeOutput> outputs, TestNodeContext context)
    {
        Outputs = outputs;
        Context = context;
        foreach (var output in outputs)
        {
            if (output.Delta is null)
            {
                _values[output.Port.Id] = output.Value!;
                continue;
            }

            if (!_deltas.TryGetValue(output.Port.Id, out var deltas)) _deltas[output.Port.Id] = deltas = [];
            deltas.Add(output.Delta);
        }

        foreach (var (port, deltas) in _deltas) _values[port] = string.Concat(deltas);
    }

    /// <summary>Everything in the order in which it was given.</summary>
    public IReadOnlyList<NodeOutput> Outputs { get; }

    /// <summary>The run it was in: what it used and how often it was retried.</summary>
    public TestNodeContext Context { get; }

    /// <summary>The ports that gave something; the others are dead.</summary>
    public IEnumerable<string> Ports => _values.Keys;

    /// <summary>A port's whole value.</summary>
    public object this[string port] => _values.TryGetValue(port, out var value)
        ? value
        : throw new KeyNotFoundException($"Nothing came from '{port}'; there is {string.Join(", ", _values.Keys)}.");

    /// <summary>Whether a port gave something.</summary>
    public bool Has(string port) => _values.ContainsKey(port);

    /// <summary>The pieces in which a port's text came; empty where it came whole or not at all.</summary>
    public IReadOnlyList<string> Deltas(string port) => _deltas.GetValueOrDefault(port) ?? [];

    /// <summary>A port's text.</summary>
    public string Text(string port) => (string)this[port];

    /// <summary>A port's JSON.</summary>
    public JsonElement Json(string port) => (JsonElement)this[port];
}
