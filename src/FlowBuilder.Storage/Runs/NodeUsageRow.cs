using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Storage.Runs;

/// <summary>What a node used, as its row has it.</summary>
internal sealed class NodeUsageRow
{
    public required string Node { get; init; }

    public required string Fingerprint { get; init; }

    public required string Usage { get; init; }

    public static NodeUsageRow From(NodeUsage usage) => new()
    {
        Node = usage.Node,
        Fingerprint = usage.Fingerprint,
        Usage = JsonSerializer.Serialize(usage.Usage, CoreJson.Options),
    };

    public NodeUsage ToUsage() => new(Node, Fingerprint, JsonSerializer.Deserialize<TokenUsage>(Usage, CoreJson.Options)!);
}
