using Microsoft.AspNetCore.Authentication.Cookies;

namespace FlowBuilder.Web.Accounts;

/// <summary>The cookie of a session: what it is like, and that it is good no longer than the rights it was given for.</summary>
internal sealed class SessionCookie(AccountClaims claims) : CookieAuthenticationEvents
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "flowbuilder.session";

    /// <summary>How long it is good after it was given out. It is renewed while it is used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Sets the cookie up.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.EventsType = typeof(SessionCookie);
    }

    /// <inheritdoc/>
    public override Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is null || !claims.IsCurrent(context.Principal)) context.RejectPrincipal();
        return Task.CompletedTask;
    }
}
