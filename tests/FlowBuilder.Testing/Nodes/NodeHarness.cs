using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Testing.Nodes;

/// <summary>Runs one node without a flow or a runner: settings and inputs in, outputs out.</summary>
public static class NodeHarness
{
    /// <summary>Runs a node to its end.</summary>
    /// <param name="settings">An anonymous object, a JSON string or a <see cref="JsonElement"/>; null for the defaults.</param>
    /// <param name="inputs">Values by port; a port of a setting replaces the setting.</param>
    /// <param name="services">What the node's constructor asks for.</param>
    /// <param name="context">The run it is in; a fresh one by default.</param>
    /// <param name="cancellationToken">Ends the node.</param>
    /// <exception cref="ArgumentException">The settings are wrong, a required input is missing, or there is no such port.</exception>
    public static async Task<NodeResult> RunAsync<TNode>(
        object? settings = null,
        IReadOnlyDictionary<string, object>? inputs = null,
        IEnumerable<object>? services = null,
        TestNodeContext? context = null,
        CancellationToken cancellationToken = default)
        where TNode : Node
    {
        context ??= new TestNodeContext();
        var outputs = new List<NodeOutput>();
        await foreach (var output in StartAsync<TNode>(settings, inputs, services, context, cancellationToken)) outputs.Add(output);
        return new NodeResult(outputs, context);
    }

    /// <summary>Runs a node and hands on each output as it is given.</summary>
    public static async IAsyncEnumerable<NodeOutput> StartAsync<TNode>(
        object? settings = null,
        IReadOnlyDictionary<string, object>? inputs = null,
        IEnumerable<object>? services = null,
        TestNodeContext? context = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TNode : Node
    {
        var type = TypeOf<TNode>();
        var bound = Bound(type, settings);
        var ports = type.PortsOf(bound, NodePolicy.Default);
        var (ids, values) = (new List<string>(), new List<object?>());
        foreach (var (id, value) in inputs ?? ImmutableDictionary<string, object>.Empty)
        {
            var port = ports.FirstOrDefault(candidate => candidate.Id == id && candidate.Direction == PortDirection.Input)
                ?? throw new ArgumentException($"{type.Id} has no input '{id}'; it has {string.Join(", ", ports.Where(p => p.Direction == PortDirection.Input).Select(p => p.Id))}.");
            if (port.IsSetting)
            {
                type.FindField(id)!.Set(bound, value);
                continue;
            }

            ids.Add(id);
            values.Add(Carried(port, value));
        }

        if (ports.FirstOrDefault(port => port.IsRequired && !ids.Contains(port.Id)) is { } missing)
            throw new ArgumentException($"{type.Id} needs the input '{missing.Id}'.");
        var arguments = type.Binding.Inputs.Bind(ids.ToArray(), values.ToArray());
        var node = type.Binding.Create(new GivenServices(services ?? []));
        await foreach (var output in node.InvokeAsync(bound, arguments, context ?? new TestNodeContext(), cancellationToken).WithCancellation(cancellationToken))
        {
            Verify(type, ports, output);
            yield return output;
        }
    }

    /// <summary>The node's type, read from its class.</summary>
    public static NodeType TypeOf<TNode>()
        where TNode : Node => NodeCatalogue.FromClasses(typeof(TNode)).Types[0];

    /// <summary>Every port of a node with these settings.</summary>
    public static ImmutableArray<PortSpec> PortsOf<TNode>(object? settings = null)
        where TNode : Node
    {
        var type = TypeOf<TNode>();
        return type.PortsOf(type.BindSettings(MembersOf(settings)).Settings, NodePolicy.Default);
    }

    /// <summary>What is wrong with settings.</summary>
    public static ImmutableArray<SettingProblem> ProblemsOf<TNode>(object? settings = null)
        where TNode : Node => TypeOf<TNode>().Check(MembersOf(settings));

    /// <summary>The parameter that a flow input makes of its flow.</summary>
    public static FlowParameter ParameterOf<TNode>(object? settings = null)
        where TNode : Node
    {
        var type = TypeOf<TNode>();
        return type.Binding.Parameter!(type.BindSettings(MembersOf(settings)).Settings);
    }

    /// <summary>Whether a node's outputs may be cached with these settings.</summary>
    public static bool MayCache<TNode>(object? settings = null, IEnumerable<object>? services = null)
        where TNode : Node
    {
        var type = TypeOf<TNode>();
        return type.Binding.Create(new GivenServices(services ?? [])).MayCache(type.BindSettings(MembersOf(settings)).Settings);
    }

    private static object Bound(NodeType type, object? settings)
    {
        var bound = type.BindSettings(MembersOf(settings));
        var wrong = bound.Problems.Where(problem => !problem.IsMissing).ToList();
        return wrong.Count == 0
            ? bound.Settings
            : throw new ArgumentException(string.Join("; ", wrong.Select(problem => problem.Text.English)));
    }

    private static JsonMembers MembersOf(object? settings) => settings switch
    {
        null => JsonMembers.Empty,
        JsonMembers members => members,
        string json => JsonMembers.From(JsonSerializer.Deserialize<JsonElement>(json)),
        JsonElement element => JsonMembers.From(element),
        _ => JsonMembers.Of(settings),
    };

    // The conversions that a test of one node needs; those of a flow are the runner's and tested there.
    private static object Carried(PortSpec port, object value)
    {
        if (port.IsList) return value is System.Collections.IEnumerable and not string ? ((System.Collections.IEnumerable)value).Cast<object>().ToList() : new List<object> { value };
        if (port.Type == PortType.Any || value is LiveText) return value;
        var carried = (port.Type.Name, value) switch
        {
            ("text", DocumentList documents) => documents.ToText(port.NumbersDocuments),
            ("text", bool flag) => flag ? "true" : "false",
            ("text", double number) => number.ToString("R", CultureInfo.InvariantCulture),
            ("text", JsonElement json) => json.GetRawText(),
            _ => value,
        };
        if (PortTypes.OfValue(carried) != port.Type) throw new ArgumentException($"A {value.GetType().Name} does not go into '{port.Id}' ({port.Type}).");
        return carried is string text && port.AcceptsLive ? LiveText.Of(text) : carried;
    }

    private static void Verify(NodeType type, ImmutableArray<PortSpec> ports, NodeOutput output)
    {
        var port = ports.FirstOrDefault(candidate => candidate.Id == output.Port.Id && candidate.Direction == PortDirection.Output)
            ?? throw new InvalidOperationException($"{type.Id} gave a value on '{output.Port.Id}', which is no output of it.");
        if (output.Value is { } value && port.Type != PortType.Any && PortTypes.OfValue(value) != port.Type)
            throw new InvalidOperationException($"{type.Id} gave a {value.GetType().Name} on '{port.Id}' ({port.Type}).");
        if (output.Delta is not null && port.Type != PortType.Text && port.Type != PortType.Any)
            throw new InvalidOperationException($"{type.Id} gave text on '{port.Id}' ({port.Type}).");
    }
}
