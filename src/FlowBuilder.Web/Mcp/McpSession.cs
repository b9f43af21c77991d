using ModelContextProtocol.Server;

namespace FlowBuilder.Web.Mcp;

/// <summary>One server with the transport that its messages come by: for a client's session, or for a single request.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private const int Retired = -1;

    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending;
    private readonly McpServer _server;
    private readonly Task _running;
    private int _users; // Retired once nobody may use it any more.

    /// <summary>Starts the server.</summary>
    /// <param name="transport">Its transport; the session id, if any, is the transport's.</param>
    /// <param name="server">The server on it.</param>
    /// <param name="keyId">The key that may use it.</param>
    /// <param name="time">Measures how long it lies idle.</param>
    /// <param name="cancellationToken">Ends it, with what it is doing.</param>
    public McpSession(StreamableHttpServerTransport transport, McpServer server, string keyId, TimeProvider time, CancellationToken cancellationToken)
    {
        (Transport, _server, KeyId, _time) = (transport, server, keyId, time);
        LastUsed = time.GetUtcNow();
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = server.RunAsync(_ending.Token);
    }

    /// <summary>The session's id; empty for a single request.</summary>
    public string Id => Transport.SessionId ?? "";

    /// <summary>The key whose holder may use it.</summary>
    public string KeyId { get; }

    /// <summary>Takes messages in, and answers out.</summary>
    public StreamableHttpServerTransport Transport { get; }

    /// <summary>When a request last began or ended.</summary>
    public DateTimeOffset LastUsed { get; private set; }

    /// <summary>Says that a request is under way, until the result is disposed of; null where the session is retired.</summary>
    public IDisposable? TryUse()
    {
        for (var users = Volatile.Read(ref _users); users != Retired; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) != users) continue;
            LastUsed = _time.GetUtcNow();
            return new Usage(this);
        }

        return null;
    }

    /// <summary>Keeps requests out from now on, where none is under way.</summary>
    /// <returns>Whether none was, and nobody else did so before.</returns>
    public bool TryRetire() => Interlocked.CompareExchange(ref _users, Retired, 0) == 0;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // Which is how it ends.
        }

        await _server.DisposeAsync();
        await Transport.DisposeAsync();
        _ending.Dispose();
    }

    private sealed class Usage(McpSession session) : IDisposable
    {
        public void Dispose()
        {
            session.LastUsed = session._time.GetUtcNow();
            Interlocked.Decrement(ref session._users);
        }
    }
}
