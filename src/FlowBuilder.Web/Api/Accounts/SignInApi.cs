using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>What can be done without being signed in: to sign in, to set a password with a link, to make the first administrator with the one that the program prints.</summary>
internal static class SignInApi
{
    /// <summary>Maps the calls.</summary>
    public static void MapSignInApi(this IEndpointRouteBuilder open)
    {
        var accounts = open.MapGroup("").WithTags("Accounts");
        accounts.MapPost("/sign-in", SignInAsync).WithSummary("Begins a session; the cookie in the answer is shown with further requests.")
            .Accepts<SignInBody>("application/json").ProducesProblem(401).ProducesProblem(429);
        accounts.MapPost("/password", SetPasswordAsync).WithSummary("Sets a password with a link, once.")
            .Accepts<PasswordBody>("application/json").ProducesProblem(404).ProducesProblem(422);
        accounts.MapPost("/accounts/first", CreateFirstAsync).WithSummary("Makes the first administrator with the link that the program prints.")
            .Accepts<FirstAccountBody>("application/json").ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    /// <summary>Signs the browser out; for whoever is signed in.</summary>
    public static async Task<NoContent> SignOutAsync(HttpContext context, SignIns signIns, CancellationToken cancellationToken)
    {
        await signIns.SignOutAsync(context, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<SignedIn>> SignInAsync(HttpContext context, SignIns signIns, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<SignInBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return TypedResults.Ok(SignedIn.Of(await signIns.SignInAsync(context, body.Name, body.Password, body.Keep, cancellationToken)));
    }

    private static async Task<NoContent> SetPasswordAsync(HttpContext context, AccountAdministration accounts, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<PasswordBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        await accounts.SetPasswordAsync(body.Token, body.Password, context.Connection.RemoteIpAddress?.ToString(), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Created<SignedIn>> CreateFirstAsync(HttpContext context, FirstAdministrator first, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<FirstAccountBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var account = await first.CreateAsync(body.Token, body.Name, body.Password, context.Connection.RemoteIpAddress?.ToString(), cancellationToken);
        return TypedResults.Created($"{ApiPaths.Root}/accounts/{account.Id}", SignedIn.Of(account));
    }
}
