using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows;

/// <summary>What a flow takes and gives, as the ports of a node that runs it.</summary>
/// <param name="Inputs">What it takes, in the order of its nodes.</param>
/// <param name="Outputs">What it gives, in the order of its nodes.</param>
public sealed record FlowInterface(ImmutableArray<FlowInterfacePort> Inputs, ImmutableArray<FlowInterfacePort> Outputs)
{
    /// <summary>A flow that takes and gives nothing.</summary>
    public static readonly FlowInterface Empty = new([], []);

    /// <summary>Whether a node of the flow, or of one that stands inside it, may change something outside.</summary>
    public bool MayChange { get; init; }

    /// <summary>The interface of a flow: an input for each value of its <c>input.*</c> nodes, an output for each of its <c>output.*</c> nodes.</summary>
    /// <remarks>The first value of an input node has the input's name, a further one the name and its port: <c>question</c>,
    /// <c>question-history</c>. Bypassed nodes and those of unknown types have no part in it; of two with one name the first counts.</remarks>
    /// <param name="flow">The flow.</param>
    /// <param name="catalogue">The node types.</param>
    public static FlowInterface Of(Flow flow, NodeCatalogue catalogue)
    {
        var (inputs, outputs) = (ImmutableArray.CreateBuilder<FlowInterfacePort>(), ImmutableArray.CreateBuilder<FlowInterfacePort>());
        var mayChange = false;
        foreach (var node in flow.Nodes)
        {
            if (node.IsBypassed || catalogue.Find(node.Type) is not { } type || type.Version != node.Version) continue;
            mayChange |= type.HasSideEffects || type.Fields.Any(field => field.Kind == FieldKind.Flow
                && node.Settings.TryGet(field.Name, out var inside) && SubFlow.Read(inside, catalogue) is { } inner && Of(inner, catalogue).MayChange);
            if (type.ParameterOf(node) is { Name.Length: > 0 } parameter)
            {
                var isFirst = true;
                foreach (var port in type.PortsOf(node).Where(port => port is { Direction: PortDirection.Output, IsHidden: false } && port.Id != NodeType.ErrorPort))
                {
                    var id = isFirst ? parameter.Name : $"{parameter.Name}-{port.Id}";
                    Add(inputs, new FlowInterfacePort(id, port.Type, isFirst && parameter.IsRequired) { Node = node.Id, Port = port.Id, Description = isFirst ? parameter.Description : "" });
                    isFirst = false;
                }
            }

            if (type.ResultOf(node) is { Name.Length: > 0 } result && type.PortsOf(node).FirstOrDefault(port => port.IsHidden) is { } given)
                Add(outputs, new FlowInterfacePort(result.Name, given.Type) { Node = node.Id, Port = given.Id });
        }

        return new FlowInterface(inputs.ToImmutable(), outputs.ToImmutable()) { MayChange = mayChange };
    }

    /// <summary>Reads an interface that <see cref="ToJson"/> wrote; what is not one has no ports.</summary>
    public static FlowInterface Read(JsonElement json)
    {
        try
        {
            return json.Deserialize<Written>(CoreJson.Options) is { } written
                ? new FlowInterface(Read(written.Inputs), Read(written.Outputs))
                : Empty;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Empty;
        }
    }

    /// <summary>The interface as a setting keeps it: names, types and what is required.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(
        new Written(Write(Inputs), Write(Outputs)),
        CoreJson.Options);

    /// <summary>The ports of a node that runs the flow, inputs first.</summary>
    public IEnumerable<PortSpec> Ports() =>
    [
        .. Inputs.Select(input => Spec(input, PortDirection.Input)),
        .. Outputs.Select(output => Spec(output, PortDirection.Output)),
    ];

    private static void Add(ImmutableArray<FlowInterfacePort>.Builder ports, FlowInterfacePort port)
    {
        if (ports.All(other => other.Id != port.Id)) ports.Add(port);
    }

    private static PortSpec Spec(FlowInterfacePort port, PortDirection direction) => new()
    {
        Id = port.Id,
        Direction = direction,
        Type = port.Type,
        IsRequired = port.IsRequired,
        Label = LocalText.Verbatim(port.Id),
    };

    private static ImmutableArray<FlowInterfacePort> Read(IReadOnlyList<WrittenPort?>? ports)
    {
        var read = ImmutableArray.CreateBuilder<FlowInterfacePort>();
        foreach (var port in ports ?? [])
        {
            if (port is { Name.Length: > 0 } && PortType.All.Contains(new PortType(port.Type ?? "")))
                Add(read, new FlowInterfacePort(port.Name, new PortType(port.Type!), port.Required));
        }

        return read.ToImmutable();
    }

    private static WrittenPort[] Write(ImmutableArray<FlowInterfacePort> ports) =>
        [.. ports.Select(port => new WrittenPort(port.Id, port.Type.Name, port.IsRequired))];

    private sealed record Written(IReadOnlyList<WrittenPort?>? Inputs, IReadOnlyList<WrittenPort?>? Outputs);

    private sealed record WrittenPort(string? Name, string? Type, bool Required);
}
