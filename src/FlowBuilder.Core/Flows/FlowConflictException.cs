namespace FlowBuilder.Core.Flows;

/// <summary>A save came from an older revision than the stored one. Nothing was written.</summary>
/// <param name="flowId">The flow.</param>
/// <param name="currentRevision">The revision that is stored now.</param>
public sealed class FlowConflictException(string flowId, long currentRevision)
    : Exception($"Flow {flowId} has revision {currentRevision} now.")
{
    /// <summary>The flow.</summary>
    public string FlowId { get; } = flowId;

    /// <summary>The revision that is stored now.</summary>
    public long CurrentRevision { get; } = currentRevision;
}
