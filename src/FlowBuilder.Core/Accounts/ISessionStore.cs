namespace FlowBuilder.Core.Accounts;

/// <summary>Keeps which sessions were ended before their time, as long as a copy of their cookie could still be shown.</summary>
public interface ISessionStore
{
    /// <summary>Keeps that a session has ended, and forgets those that are over by themselves.</summary>
    /// <param name="session">The session's id.</param>
    /// <param name="until">When no cookie of it is good any more by itself, in UTC.</param>
    /// <param name="now">The time now, in UTC.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    ValueTask EndAsync(string session, DateTimeOffset until, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Every session that was ended and is not over by itself at that time, with the time when it is.</summary>
    ValueTask<IReadOnlyList<(string Session, DateTimeOffset Until)>> ListEndedAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
