using System.Collections.Concurrent;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>The sessions that people ended by signing out: whoever copied the cookie gets nowhere with it, and what is open under the session ends.</summary>
/// <remarks>A cookie carries all that is known of its session, so that to take it back from one browser does not make it worthless.</remarks>
internal sealed class EndedSessions(ISessionStore store, TimeProvider time)
{
    // No cookie is renewed after its session ended; a day is for one that was on its way.
    private static readonly TimeSpan Kept = SessionCookie.Lifetime + TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private readonly Watches<string> _watches = new();

    /// <summary>Reads those that were ended before the program was started.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var (session, until) in await store.ListEndedAsync(time.GetUtcNow(), cancellationToken)) _ended[session] = until;
    }

    /// <summary>Whether a session was ended.</summary>
    public bool Contains(string session) => _ended.ContainsKey(session);

    /// <summary>Takes nothing of a session any more from now on. What is open under it goes on until <see cref="Cut"/>.</summary>
    public async ValueTask AddAsync(string session, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var (over, until) in _ended)
        {
            if (until < now) _ended.TryRemove(over, out _);
        }

        // Before it is stored: a full disk keeps nobody from leaving.
        _ended[session] = now + Kept;
        await store.EndAsync(session, now + Kept, now, cancellationToken);
    }

    /// <summary>Ends what is open under a session that was ended.</summary>
    public void Cut(string session) => _watches.Check(session);

    /// <summary>Calls when the session is ended, until the watch is disposed of. Ask for it before <see cref="Contains"/>, so that no end falls in between.</summary>
    /// <param name="session">The session.</param>
    /// <param name="end">Ends what is open; must neither throw nor wait.</param>
    public IDisposable Watch(string session, Action end) => _watches.Watch(session, () => !Contains(session), end);
}
