namespace FlowBuilder.Web.Accounts;

/// <summary>Says for each request who makes it, and ends it when that person's rights change or the session ends meanwhile.</summary>
/// <remarks>Event streams, live connections of pages and of hubs are requests too: this is what ends them all.</remarks>
internal sealed class ActingMiddleware(RequestDelegate next, AccountClaims claims, AccountBook accounts, EndedSessions sessions)
{
    private static readonly PathString Windows = "/_blazor";
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        var account = AccountClaims.AccountOf(context.User);
        using var answered = new CancellationTokenSource();

        // Asked for first: a change between the two would be missed otherwise.
        var end = account is null ? default : accounts.EndOf(account);
        using var watch = AccountClaims.SessionOf(context.User) is { } session ? sessions.Watch(session, () => _ = AbortAsync(context, answered.Token)) : null;
        if (claims.PersonOf(context.User) is not { } person)
        {
            await next(context);
            return;
        }

        context.Features.Set(person);
        Acting.Current = new Acting(person, AccountClaims.KeyOf(context.User), context.Connection.RemoteIpAddress?.ToString());
        await using var registration = end.Register(() => _ = AbortAsync(context, answered.Token));
        try
        {
            await next(context);
        }
        finally
        {
            await answered.CancelAsync();
        }
    }

    private static async Task AbortAsync(HttpContext context, CancellationToken answered)
    {
        // A window does nothing more from this moment on, and is told to go to the sign-in: that has to arrive.
        if (context.Request.Path.StartsWithSegments(Windows)) await Task.Delay(TimeToLeave, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // The context of a request that was answered may be another's by now.
        if (!answered.IsCancellationRequested) context.Abort();
    }
}
