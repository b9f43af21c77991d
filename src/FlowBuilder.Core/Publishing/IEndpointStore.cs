using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Publishing;

/// <summary>Keeps published versions and the endpoints that answer with them. What was acknowledged is on disk.</summary>
/// <remarks>Versions and endpoints of a flow in the bin are not found, and are there again when the flow is.</remarks>
public interface IEndpointStore
{
    /// <summary>Freezes a flow as its next version and routes the slug to it, whole.</summary>
    /// <returns>The version, or null where there is no such flow.</returns>
    /// <exception cref="SlugTakenException">The slug belongs to another flow, one in the bin included.</exception>
    ValueTask<FlowVersion?> PublishAsync(string flowId, string slug, string note, Flow flow, CancellationToken cancellationToken);

    /// <summary>A flow's versions, newest first.</summary>
    ValueTask<IReadOnlyList<FlowVersion>> ListVersionsAsync(string flowId, CancellationToken cancellationToken);

    /// <summary>One version with its document, or null.</summary>
    ValueTask<PublishedFlow?> FindVersionAsync(string flowId, int number, CancellationToken cancellationToken);

    /// <summary>Every endpoint, by slug.</summary>
    ValueTask<IReadOnlyList<Endpoint>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The endpoint of that slug, or null.</summary>
    ValueTask<Endpoint?> FindAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Changes an endpoint, all but its name; a change of traffic keeps what it was as <see cref="Endpoint.PreviousTraffic"/>. False where there is none of that slug and flow, or a version of its traffic is not there.</summary>
    ValueTask<bool> SaveAsync(Endpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Gives an endpoint another name, in the keys that are limited to it too; false where there is none.</summary>
    /// <exception cref="SlugTakenException">There is an endpoint of the new name.</exception>
    ValueTask<bool> RenameAsync(string slug, string newSlug, CancellationToken cancellationToken);

    /// <summary>Removes an endpoint and frees its slug; the versions stay. False where there is none.</summary>
    ValueTask<bool> DeleteAsync(string slug, CancellationToken cancellationToken);
}
