using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>Says for each request who makes it, and ends it when that person's rights change meanwhile.</summary>
/// <remarks>Event streams, live connections of pages and of hubs are requests too: this is what ends them all.</remarks>
internal sealed class ActingMiddleware(RequestDelegate next, AccountClaims claims, AccountBook accounts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var account = AccountClaims.AccountOf(context.User);

        // Asked for first: a change between the two would be missed otherwise.
        var end = account is null ? default : accounts.EndOf(account);
        if (claims.PersonOf(context.User) is not { } person)
        {
            await next(context);
            return;
        }

        context.Features.Set(person);
        Acting.Current = new Acting(person, AccountClaims.KeyOf(context.User), context.Connection.RemoteIpAddress?.ToString());
        await using var registration = end.Register(static state => ((HttpContext)state!).Abort(), context);
        await next(context);
    }
}
