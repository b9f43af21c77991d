namespace FlowBuilder.Core.Accounts;

/// <summary>Keeps what was shared with whom.</summary>
public interface IGrantStore
{
    /// <summary>Every grant.</summary>
    ValueTask<IReadOnlyList<Grant>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Replaces all grants of a resource, as one step; none at all when there are none.</summary>
    ValueTask ReplaceAsync(Resource resource, IReadOnlyList<Grant> grants, CancellationToken cancellationToken);
}
