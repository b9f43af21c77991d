using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>One step inside a node of a run.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">The model, the tool or the agent.</param>
/// <param name="Arguments">What it was given.</param>
/// <param name="Status">How far it is.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="Usage">What it used, steps inside it included; absent where it used nothing.</param>
/// <param name="Outputs">What it gave.</param>
/// <param name="Fault">What went wrong.</param>
internal sealed record StepDetail(
    StepKind Kind,
    string Title,
    JsonElement? Arguments,
    NodeStatus Status,
    DateTimeOffset? StartedAt,
    double? DurationMs,
    RunUsage? Usage,
    IReadOnlyDictionary<string, JsonElement> Outputs,
    RunFault? Fault)
{
    /// <summary>A step as the API shows it.</summary>
    public static StepDetail Of(NodeRunSnapshot step)
    {
        var node = NodeDetail.Of(step);
        return new StepDetail(
            step.Step!.Kind, step.Step.Title.ToString(), step.Step.Arguments, node.Status, node.StartedAt, node.DurationMs, node.Usage, node.Outputs, node.Fault);
    }
}
