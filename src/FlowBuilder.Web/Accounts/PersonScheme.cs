using System.Text.Encodings.Web;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace FlowBuilder.Web.Accounts;

/// <summary>Finds out who makes a request: the holder of a key, an account with a session, or, while there is no account, whoever sits at this machine.</summary>
internal sealed class PersonScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccountBook accounts, ApiKeyGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string Name = "FlowBuilder";

    /// <summary>The address of the page on which people sign in.</summary>
    public const string SignInPage = "/sign-in";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Open doors look at their callers themselves, if at all.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return AuthenticateResult.NoResult();
        if (TakesKeys(Request.Path) && await KeyAsync() is { } byKey) return byKey;
        if (accounts.IsSignInNeeded) return await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return AtThisMachine.Sent(Request) ? Success(AccountClaims.Local(Name)) : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (accounts.IsSignInNeeded && AsksForPage && !ApiPaths.Covers(Context))
        {
            Response.Redirect($"{SignInPage}{QueryString.Create("returnUrl", $"{Request.Path}{Request.QueryString}")}");
            return;
        }

        var result = await HandleAuthenticateOnceSafeAsync();
        var problem = (result.Failure as ApiException)?.Problem ?? (accounts.IsSignInNeeded ? AccountProblems.SignInNeeded : AccountProblems.NoAdministrator);
        await problem.ExecuteAsync(Context);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblems.Denied.ExecuteAsync(Context);

    private bool AsksForPage => HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static bool TakesKeys(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs");

    private async ValueTask<AuthenticateResult?> KeyAsync()
    {
        try
        {
            if (await gate.FindAsync(Request, Context.RequestAborted) is not { } key) return null;
            Context.Items[typeof(ApiKey)] = key;
            return Success(AccountClaims.Of(key, Name));
        }
        catch (ApiException refusal)
        {
            return AuthenticateResult.Fail(refusal);
        }
    }

    private static AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal user) => AuthenticateResult.Success(new AuthenticationTicket(user, Name));
}
