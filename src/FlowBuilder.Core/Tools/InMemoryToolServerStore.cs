using System.Collections.Concurrent;

namespace FlowBuilder.Core.Tools;

/// <summary>Keeps tool servers for as long as the process lives: for a run without an installation, and for tests.</summary>
public sealed class InMemoryToolServerStore : IToolServerStore
{
    private readonly ConcurrentDictionary<string, ToolServer> _servers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<ToolServer?> FindAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(_servers.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ToolServer>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<ToolServer>>([.. _servers.Values.OrderBy(server => server.Name, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public ValueTask SaveAsync(ToolServer server, CancellationToken cancellationToken)
    {
        _servers.AddOrUpdate(server.Name, server, (_, stored) => ToolServerSecrets.Kept(server, stored));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult(_servers.TryRemove(name, out _));
}
