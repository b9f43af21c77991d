using FlowBuilder.Core.Models;

namespace FlowBuilder.Cli.Engine;

/// <summary>The connections of an installation, those of the environment before them.</summary>
/// <param name="first">Those of the environment; what is saved goes there, and with the process.</param>
/// <param name="stored">Those of the installation.</param>
internal sealed class LayeredConnections(IConnectionStore first, IConnectionStore stored) : IConnectionStore
{
    /// <inheritdoc/>
    public async ValueTask<Connection?> FindAsync(string name, CancellationToken cancellationToken) =>
        await first.FindAsync(name, cancellationToken) ?? await stored.FindAsync(name, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await first.ListAsync(cancellationToken)).UnionBy(await stored.ListAsync(cancellationToken), connection => connection.Name).OrderBy(connection => connection.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public ValueTask SaveAsync(Connection connection, CancellationToken cancellationToken) => first.SaveAsync(connection, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) => first.DeleteAsync(name, cancellationToken);
}
