using System.Collections.Concurrent;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Providers.Connections;

/// <summary>Connections for as long as the process lives: for the command line, tests and first starts.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly ConcurrentDictionary<string, Connection> _connections = new(StringComparer.Ordinal);

    /// <summary>Makes an empty store.</summary>
    public InMemoryConnectionStore()
    {
    }

    /// <summary>Makes a store of given connections; of two with the same name the later one counts.</summary>
    public InMemoryConnectionStore(IEnumerable<Connection> connections)
    {
        foreach (var connection in connections) _connections[connection.Name] = connection;
    }

    /// <inheritdoc/>
    public ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_connections.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Connection>>(
            [.. _connections.Values.OrderBy(connection => connection.Name, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask SaveAsync(Connection connection, CancellationToken cancellationToken)
    {
        _connections.AddOrUpdate(
            connection.Name,
            connection,
            (_, stored) => connection with { ApiKey = connection.ApiKey ?? stored.ApiKey });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_connections.TryRemove(name, out _));
}
