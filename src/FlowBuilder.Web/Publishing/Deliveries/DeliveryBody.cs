using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>What a target is told: the answer that a caller would have had, and of which run it is.</summary>
internal sealed record DeliveryBody
{
    /// <summary><c>run.completed</c>, <c>run.failed</c>, <c>run.cancelled</c>, or <c>test</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The endpoint.</summary>
    public required string Slug { get; init; }

    /// <summary>The version that answered; absent in a test.</summary>
    public int? Version { get; init; }

    /// <summary>The run; absent in a test.</summary>
    public string? RunId { get; init; }

    /// <summary>The conversation that it belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>How it ended.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>The flow's results, by name, of a run that ended well.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Outputs { get; init; }

    /// <summary>What went wrong, as a caller would have been told; absent of a run that ended well.</summary>
    public ProblemBody? Problem { get; init; }

    /// <summary>What calls to models used.</summary>
    public RunUsage? Usage { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public double? DurationMs { get; init; }

    /// <summary>What is told of a run that has ended.</summary>
    public static DeliveryBody Of(string slug, RunSnapshot run)
    {
        var problem = run.Status switch
        {
            RunStatus.Completed => null,
            RunStatus.Failed when run.Fault is { } fault => ProblemOf.Fault(fault, run.RunId, run.Node),
            _ => ProblemOf.Cancelled(run.RunId),
        };
        return new DeliveryBody
        {
            Type = run.Status switch { RunStatus.Completed => "run.completed", RunStatus.Failed => "run.failed", _ => "run.cancelled" },
            Timestamp = run.StartedAt.AddMilliseconds(run.DurationMs ?? 0),
            Slug = slug,
            Version = run.Endpoint?.Version,
            RunId = run.RunId,
            Session = run.Session,
            Status = run.Status,
            Outputs = problem is null ? run.Outputs : null,
            Problem = problem?.ToBody(),
            Usage = RunUsage.Of(run.Usage),
            DurationMs = run.DurationMs,
        };
    }

    /// <summary>What is told to see whether somebody listens.</summary>
    public static DeliveryBody Test(string slug, DateTimeOffset now) => new() { Type = "test", Timestamp = now, Slug = slug };
}
