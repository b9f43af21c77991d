namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>The place of one server: the session that its users share, and how many they are.</summary>
/// <remarks>A session that is taken away while calls are under way is closed at once: those calls fail and say so.</remarks>
/// <param name="time">The clock.</param>
internal sealed class McpSeat(TimeProvider time)
{
    private readonly Lock _lock = new();
    private McpLink? _link;
    private int _users;
    private long _lastUsed;

    /// <summary>Lets one at a time open a session.</summary>
    public SemaphoreSlim Opening { get; } = new(1, 1);

    /// <summary>Bounds the calls that are under way with the server.</summary>
    public SemaphoreSlim Calls { get; } = new(ToolServerSessions.MostCalls, ToolServerSessions.MostCalls);

    /// <summary>Whether a session is open.</summary>
    public bool IsOpen => Volatile.Read(ref _link) is not null;

    /// <summary>When it was last used, as a time stamp of the clock; the latest there is while it is in use.</summary>
    public long LastUsed
    {
        get
        {
            lock (_lock) return _users > 0 ? long.MaxValue : _lastUsed;
        }
    }

    /// <summary>The session, where it is alive and was opened with the present settings; its use is ended with <see cref="Leave"/>.</summary>
    public McpLink? Enter(string fingerprint)
    {
        lock (_lock)
        {
            if (_link is not { IsAlive: true } link || link.Fingerprint != fingerprint) return null;
            _users++;
            return link;
        }
    }

    /// <summary>Puts a new session in the place of the former, and enters it.</summary>
    /// <returns>The former one, to be closed; null where there was none.</returns>
    public McpLink? Replace(McpLink link)
    {
        lock (_lock)
        {
            var former = _link;
            (_link, _users) = (link, 1);
            return former;
        }
    }

    /// <summary>Ends a use.</summary>
    public void Leave(McpLink link)
    {
        lock (_lock)
        {
            if (_link != link) return;
            _users--;
            _lastUsed = time.GetTimestamp();
        }
    }

    /// <summary>Takes the session away, so that the next call opens another; null where there is none, or where it is not the one meant.</summary>
    public McpLink? Take(McpLink? meant = null)
    {
        lock (_lock)
        {
            if (meant is not null && _link != meant) return null;
            var link = _link;
            (_link, _users) = (null, 0);
            return link;
        }
    }

    /// <summary>Takes the session away where nobody has used it for a while.</summary>
    public McpLink? TakeIdle(TimeSpan idle)
    {
        lock (_lock) return _link is not null && _users == 0 && time.GetElapsedTime(_lastUsed) >= idle ? Take() : null;
    }
}
