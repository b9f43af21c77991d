namespace FlowBuilder.Core.Execution.Storage;

/// <summary>Which runs a list shows.</summary>
/// <param name="FlowId">Only runs of this flow; null for all.</param>
/// <param name="Status">Only runs of this status; null for all.</param>
/// <param name="Session">Only runs of this conversation; null for all.</param>
/// <param name="Before">Only runs that began before this time; null for the latest.</param>
/// <param name="Limit">The most to return, 1 to 1,000.</param>
/// <param name="Endpoint">Only runs that answer for this endpoint; null for all.</param>
/// <param name="IsOwn">Only runs of flows themselves, without those that answer for an endpoint.</param>
public sealed record RunQuery(
    string? FlowId = null,
    RunStatus? Status = null,
    string? Session = null,
    DateTimeOffset? Before = null,
    int Limit = 100,
    string? Endpoint = null,
    bool IsOwn = false)
{
    /// <summary>Only runs of these flows; null for all, those of flows that were never stored included.</summary>
    public IReadOnlySet<string>? Flows { get; init; }
}
