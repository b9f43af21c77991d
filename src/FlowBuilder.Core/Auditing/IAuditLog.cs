namespace FlowBuilder.Core.Auditing;

/// <summary>Keeps who did what. Entries are added and, when they are old, removed; never changed.</summary>
public interface IAuditLog
{
    /// <summary>Adds an entry.</summary>
    ValueTask AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Entries with their numbers, latest first.</summary>
    ValueTask<IReadOnlyList<(long Number, AuditEntry Entry)>> ListAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Removes entries from before a time.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
