using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using FlowBuilder.Core.Http;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace FlowBuilder.Web.Accounts.Provider;

/// <summary>Signs people in with a provider outside, where one is set up: the framework's OAuth handler with what is this program's own.</summary>
internal static class ProviderSignIn
{
    /// <summary>Where the browser is sent to begin; <c>returnUrl</c> says where it goes afterwards.</summary>
    public const string Path = "/sign-in/provider";

    /// <summary>Where the provider sends the browser back to; it has to be registered there.</summary>
    public const string CallbackPath = "/sign-in/callback";

    private const string Scheme = "Provider";
    private const string Json = "application/json";

    /// <summary>Adds the handler; nothing where no provider is set up.</summary>
    public static void AddProvider(this AuthenticationBuilder authentication, ProviderSettings? provider)
    {
        if (provider is null) return;
        authentication.Services.AddSingleton(provider);
        authentication.Services.AddScoped<ProviderAccounts>();
        authentication.AddOAuth(Scheme, provider.Name, options => Configure(options, provider));

        // The operator names the hosts, so they may be private; where clouds tell machines their credentials is never reached.
        authentication.Services.AddOptions<OAuthOptions>(Scheme)
            .Configure<OutboundRules>((options, rules) => options.BackchannelHttpHandler = GuardedHandler.Create(rules, OutboundReach.Named));
    }

    /// <summary>Maps the beginning of a sign-in; nothing where no provider is set up.</summary>
    public static void MapProvider(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<ProviderSettings>() is null) return;
        routes.MapGet(Path, (string? returnUrl) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = ReturnAddress.Of(returnUrl) }, [Scheme]))
            .AllowAnonymous().HasOwnDoor().ExcludeFromDescription();
    }

    private static void Configure(OAuthOptions options, ProviderSettings provider)
    {
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.AuthorizationEndpoint = provider.AuthorizationEndpoint;
        options.TokenEndpoint = provider.TokenEndpoint;
        options.UserInformationEndpoint = provider.UserInfoEndpoint;
        options.CallbackPath = CallbackPath;
        options.SignInScheme = Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme;
        options.UsePkce = true;
        options.SaveTokens = false;

        // The way back is a plain link, which such a cookie comes with; so it works without TLS on this machine too.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.Events.OnCreatingTicket = context => AskWhoAsync(context, provider);
        options.Events.OnTicketReceived = context => SignInAsync(context, provider);
        options.Events.OnRemoteFailure = Fail;
    }

    private static async Task AskWhoAsync(OAuthCreatingTicketContext context, ProviderSettings provider)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Json));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("FlowBuilder", "1.0"));
        using var answer = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        answer.EnsureSuccessStatusCode();
        using var user = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(context.HttpContext.RequestAborted), cancellationToken: context.HttpContext.RequestAborted);
        context.HttpContext.Features.Set(ProviderPerson.Read(user.RootElement, provider)
            ?? throw new JsonException($"The user info lacks a usable {provider.SubjectMember} or {provider.NameMember}."));
    }

    private static async Task SignInAsync(TicketReceivedContext context, ProviderSettings provider)
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        context.HandleResponse();
        try
        {
            var person = http.Features.Get<ProviderPerson>() ?? throw new InvalidOperationException("A provider has not said who signed in.");
            var account = await services.GetRequiredService<ProviderAccounts>().FindAsync(provider, person, http.RequestAborted);
            await services.GetRequiredService<SignIns>().BeginAsync(http, account, isKept: false, http.RequestAborted);
            http.Response.Redirect(ReturnAddress.Of(context.ReturnUri));
        }
        catch (ApiException refusal)
        {
            http.Response.Redirect(PageWith(refusal.Problem.Code));
        }
    }

    // What the provider said stays out of the page: its words could be anybody's.
    private static Task Fail(RemoteFailureContext context)
    {
        var logger = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProviderSignIn));
        logger.LogWarning("Signing in with a provider failed: {Reason}", context.Failure?.Message.ReplaceLineEndings(" "));
        context.Response.Redirect(PageWith("account.provider-failed"));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private static string PageWith(string problem) => string.Create(CultureInfo.InvariantCulture, $"{PersonScheme.SignInPage}?problem={problem}");
}
