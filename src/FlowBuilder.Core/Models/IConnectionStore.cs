namespace FlowBuilder.Core.Models;

/// <summary>Keeps the connections that operators set up, their keys encrypted.</summary>
public interface IConnectionStore
{
    /// <summary>The connection of that name, with its key, or null.</summary>
    ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Every connection, by name.</summary>
    ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a connection or replaces the one of the same name. A null key keeps the stored one.</summary>
    ValueTask SaveAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Removes a connection; false where there was none.</summary>
    ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken);
}
