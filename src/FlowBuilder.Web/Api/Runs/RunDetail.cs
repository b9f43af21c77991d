using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A run with its nodes, as far as it is.</summary>
internal sealed record RunDetail
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The stored flow; absent for a flow that was never stored.</summary>
    public string? FlowId { get; init; }

    /// <summary>The flow's name at that time.</summary>
    public required string FlowName { get; init; }

    /// <summary>The conversation that it belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>The endpoint that it answers for, and with which version; absent for a run of the flow itself.</summary>
    public EndpointVersion? Endpoint { get; init; }

    /// <summary>Whether it is recorded, or replayed from a recording; absent for neither.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>How far it is.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran, in milliseconds; absent while it is under way.</summary>
    public double? DurationMs { get; init; }

    /// <summary>The number of its latest event.</summary>
    public required long LastSeq { get; init; }

    /// <summary>What it was given, by name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Inputs { get; init; }

    /// <summary>The flow's results, by name, once it has ended well.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Outputs { get; init; }

    /// <summary>What calls to models used.</summary>
    public required RunUsage Usage { get; init; }

    /// <summary>What went wrong.</summary>
    public RunFault? Fault { get; init; }

    /// <summary>The node that failed or waits.</summary>
    public string? NodeId { get; init; }

    /// <summary>Its nodes, by path.</summary>
    public required IReadOnlyDictionary<string, NodeDetail> Nodes { get; init; }

    /// <summary>What people are asked and have not answered, the oldest first.</summary>
    public required IReadOnlyList<QuestionItem> Questions { get; init; }

    /// <summary>The steps that its nodes told inside themselves, by path.</summary>
    public required IReadOnlyDictionary<string, StepDetail> Steps { get; init; }

    /// <summary>What people thought of it, oldest first.</summary>
    public required IReadOnlyList<FeedbackItem> Feedback { get; init; }

    /// <summary>A run as the API shows it.</summary>
    public static RunDetail Of(RunSnapshot run, IReadOnlyList<RunFeedback> feedback) => new()
    {
        RunId = run.RunId,
        FlowId = run.FlowId,
        FlowName = run.FlowName,
        Session = run.Session,
        Endpoint = run.Endpoint,
        Recording = run.Recording,
        Status = run.Status,
        StartedAt = run.StartedAt,
        DurationMs = run.DurationMs,
        LastSeq = run.Seq,
        Inputs = run.Inputs,
        Outputs = run.Outputs,
        Usage = RunUsage.Of(run.Usage),
        Fault = RunFault.Of(run.Fault),
        NodeId = run.Node,
        Nodes = run.Nodes.ToDictionary(node => node.Key, node => NodeDetail.Of(node.Value), StringComparer.Ordinal),
        Questions = [.. run.Questions.Select(QuestionItem.Of)],
        Steps = run.Steps.OrderBy(step => step.Value.Order).ToDictionary(step => step.Key, step => StepDetail.Of(step.Value), StringComparer.Ordinal),
        Feedback = [.. feedback.Select(FeedbackItem.Of)],
    };
}
