using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>One node of a run.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DurationMs">How long it ran, in milliseconds.</param>
/// <param name="Usage">What its calls to models used; absent where it made none.</param>
/// <param name="Cached">Whether its outputs were known from an earlier run.</param>
/// <param name="Outputs">What its ports gave; of texts under way what there is so far.</param>
/// <param name="Fault">What went wrong.</param>
/// <param name="Reason">Why it was skipped, or why its latest try failed.</param>
internal sealed record NodeDetail(
    NodeStatus Status,
    DateTimeOffset? StartedAt,
    double? DurationMs,
    RunUsage? Usage,
    bool Cached,
    IReadOnlyDictionary<string, JsonElement> Outputs,
    RunFault? Fault,
    string? Reason)
{
    /// <summary>A node as the API shows it.</summary>
    public static NodeDetail Of(NodeRunSnapshot node)
    {
        var outputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (port, value) in node.Outputs) outputs[port] = PortValueJson.Write(value.Value);
        foreach (var port in node.Live.Keys) outputs[port] = PortValueJson.Write(node.TextOf(port)!);
        return new NodeDetail(
            node.Status,
            node.StartedAt,
            node.DurationMs,
            node.Usage is null ? null : RunUsage.Of(node.Usage),
            node.Cached,
            outputs,
            RunFault.Of(node.Fault),
            node.Reason?.ToString());
    }
}
