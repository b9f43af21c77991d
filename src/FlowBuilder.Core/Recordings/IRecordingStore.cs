namespace FlowBuilder.Core.Recordings;

/// <summary>Keeps the recordings of stored flows, one for each; a flow's goes with it.</summary>
public interface IRecordingStore
{
    /// <summary>A flow's recording, or null where it has none.</summary>
    /// <exception cref="RecordingException">What is stored cannot be read.</exception>
    ValueTask<Recording?> FindAsync(string flowId, CancellationToken cancellationToken);

    /// <summary>Whether a flow has a recording.</summary>
    ValueTask<bool> HasAsync(string flowId, CancellationToken cancellationToken);

    /// <summary>Keeps a recording in place of the one that the flow had.</summary>
    ValueTask SaveAsync(string flowId, Recording recording, CancellationToken cancellationToken);

    /// <summary>Gives a flow's recording up; false where it had none.</summary>
    ValueTask<bool> DeleteAsync(string flowId, CancellationToken cancellationToken);
}
