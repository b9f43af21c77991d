namespace FlowBuilder.Core.Flows;

/// <summary>Keeps flows. A save that was acknowledged is on disk.</summary>
public interface IFlowStore
{
    /// <summary>Every flow that is not in the bin, last saved first.</summary>
    ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Every flow in the bin, last deleted first.</summary>
    ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken);

    /// <summary>The flow of that id, or null; a flow in the bin is not found.</summary>
    ValueTask<StoredFlow?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a flow under a new id, at revision 1.</summary>
    ValueTask<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken);

    /// <summary>Replaces a flow in one transaction.</summary>
    /// <param name="id">The flow's id.</param>
    /// <param name="flow">The new document.</param>
    /// <param name="expectedRevision">The revision that the change was made from.</param>
    /// <param name="cancellationToken">Gives up before the transaction, never within it.</param>
    /// <returns>The flow as stored, or null where there is none of that id.</returns>
    /// <exception cref="FlowConflictException">The store has another revision.</exception>
    ValueTask<StoredFlow?> SaveAsync(string id, Flow flow, long expectedRevision, CancellationToken cancellationToken);

    /// <summary>Puts a flow into the bin; false where there is none of that id.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes a flow out of the bin; false where it is not in it.</summary>
    ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken);

    /// <summary>Removes a flow in the bin for good; false where it is not in it. Its runs stay.</summary>
    ValueTask<bool> PurgeAsync(string id, CancellationToken cancellationToken);
}
