using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Control;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Flows;

/// <summary>A flow as a tool: its inputs are what the model fills in, its results what the model reads.</summary>
internal sealed class FlowTool : AIFunction
{
    private const int LongestResult = 100_000;

    private readonly SubFlow _flow;
    private readonly FlowInterface _known;
    private readonly NodeContext _context;
    private readonly IReadOnlyDictionary<string, object> _wired;

    /// <summary>Makes the tool.</summary>
    /// <param name="name">What the model calls it.</param>
    /// <param name="description">What the model is told of it.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="wired">Values that come from the flow around; the model neither sees nor changes them.</param>
    /// <param name="context">The node that offers it; the flow runs as a part of it where the caller does not say who it is.</param>
    public FlowTool(string name, string description, SubFlow flow, IReadOnlyDictionary<string, object> wired, NodeContext context)
    {
        (Name, Description, _flow, _wired, _context) = (name, description, flow, wired, context);
        _known = context.InterfaceOf(flow);
        var open = _known.Inputs.Where(input => !wired.ContainsKey(input.Id)).ToImmutableArray();
        JsonSchema = JsonSerializer.SerializeToElement(new Dictionary<string, object>
        {
            ["type"] = "object",
            ["properties"] = open.ToDictionary(input => input.Id, SchemaOf),
            ["required"] = open.Where(input => input.IsRequired).Select(input => input.Id),
            ["additionalProperties"] = false,
        });
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var given = new Dictionary<string, object>(_wired, StringComparer.Ordinal);
        foreach (var input in _known.Inputs)
        {
            if (_wired.ContainsKey(input.Id) || arguments.GetValueOrDefault(input.Id) is not { } argument) continue;
            var json = argument as JsonElement? ?? JsonSerializer.SerializeToElement(argument, argument.GetType(), CoreJson.Options);
            if (json.ValueKind != JsonValueKind.Null) given[input.Id] = ItemValue.To(json, input.Type, input.Id);
        }

        // As a part of whoever calls: its time stands still while somebody is asked in the flow, and what the flow uses is its usage.
        var node = ToolCaller.Of(arguments)?.Node ?? _context;
        var results = await node.RepeatFlowAsync(_flow, given, number: 0, cancellationToken).ConfigureAwait(false);
        var text = TextOf(results);
        return text.Length <= LongestResult ? text : text[..LongestResult] + "…";
    }

    private string TextOf(IReadOnlyDictionary<string, object> results)
    {
        var ordered = _known.Outputs.Where(output => results.ContainsKey(output.Id)).ToList();
        return ordered is [var only]
            ? ItemValue.TextOf(results[only.Id])
            : JsonSerializer.Serialize(ordered.ToDictionary(output => output.Id, output => PortValueJson.Write(results[output.Id])), CoreJson.Options);
    }

    private static object SchemaOf(FlowInterfacePort input) => input.Type.Name switch
    {
        "number" => Typed("number", input),
        "boolean" => Typed("boolean", input),
        "json" or "any" => input.Description.Length > 0 ? new { description = input.Description } : new { },
        _ => Typed("string", input),
    };

    private static object Typed(string type, FlowInterfacePort input) =>
        input.Description.Length > 0 ? new { type, description = input.Description } : new { type };
}
