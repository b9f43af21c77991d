using System.Collections.Concurrent;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Mcp;

/// <summary>The sessions of MCP clients: each for the key that began it, forgotten after half an hour without a request.</summary>
/// <remarks>
/// Where there is no room for another, the key with the most of them gives up the one that has lain idle longest: a client that
/// forgets to end its sessions must not keep the others out. A client whose session is gone is told 404, at which the protocol has
/// it begin anew.
/// </remarks>
internal sealed class McpSessions(McpServers servers, TimeProvider time) : IAsyncDisposable
{
    private const int Most = 1_000;

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, McpSession> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session.</summary>
    /// <exception cref="ApiException">As many are in use as are allowed.</exception>
    public McpSession Open(string keyId)
    {
        Forget();
        if (_sessions.Count >= Most && !TryMakeRoom()) throw new ApiException(TooMany);
        var session = servers.OpenSession(Guid.NewGuid().ToString("N"), keyId);
        _sessions[session.Id] = session;
        return session;
    }

    /// <summary>A session that is open; null where there is none of that id for that key.</summary>
    public McpSession? Find(string id, string keyId) => _sessions.GetValueOrDefault(id) is { } session && session.KeyId == keyId ? session : null;

    /// <summary>Ends a session.</summary>
    /// <returns>False where there is none of that id for that key.</returns>
    public async ValueTask<bool> EndAsync(string id, string keyId)
    {
        if (Find(id, keyId) is null || !_sessions.TryRemove(id, out var session)) return false;
        await session.DisposeAsync();
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var id in _sessions.Keys)
        {
            if (_sessions.TryRemove(id, out var session)) await session.DisposeAsync();
        }
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Idle;
        foreach (var session in _sessions.Values)
        {
            if (session.LastUsed < before) TryDrop(session);
        }
    }

    private bool TryMakeRoom()
    {
        // More than one is looked at, as it may be taken up again in this moment.
        var candidates = _sessions.Values.GroupBy(session => session.KeyId, StringComparer.Ordinal)
            .OrderByDescending(ofKey => ofKey.Count())
            .SelectMany(ofKey => ofKey.OrderBy(session => session.LastUsed));
        return candidates.Any(TryDrop);
    }

    private bool TryDrop(McpSession session)
    {
        if (!session.TryRetire()) return false;
        _sessions.TryRemove(session.Id, out _);

        // Nobody waits for the end of a session that nobody uses.
        _ = session.DisposeAsync().AsTask();
        return true;
    }

    private static ApiProblem TooMany => new(StatusCodes.Status503ServiceUnavailable, "mcp.too-many-sessions", LocalText.Of(
        "As many MCP sessions are in use as this program allows. Try again later, or end sessions that are not needed.",
        "동시에 쓸 수 있는 MCP 세션을 모두 쓰고 있습니다. 잠시 후 다시 시도하거나 필요 없는 세션을 끝내세요."))
    {
        RetryAfter = TimeSpan.FromMinutes(1),
    };
}
