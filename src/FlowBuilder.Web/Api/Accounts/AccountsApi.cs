using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>Accounts, for administrators; and who one is, for everybody.</summary>
internal static class AccountsApi
{
    /// <summary>Maps the calls on accounts.</summary>
    public static void MapAccountsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/account", Tell).Needs(AccountRole.Viewer).WithTags("Accounts").WithSummary("Says who asks, and with which role.");
        var accounts = api.MapGroup("/accounts").Needs(AccountRole.Administrator).WithTags("Accounts");
        accounts.MapGet("", ListAsync).WithSummary("Lists accounts by name.");
        accounts.MapPost("", InviteAsync).WithSummary("Makes an account; the link by which it is taken up is in this answer and nowhere else.")
            .Accepts<AccountBody>("application/json").ProducesProblem(400).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        accounts.MapGet("/{id}", FindAsync).WithSummary("Gives an account.").ProducesProblem(404);
        accounts.MapPatch("/{id}", ChangeAsync).WithSummary("Changes an account's name or role, or switches it off or on; its sessions end where its rights change.")
            .WithDescription("What is left out stays as it is.")
            .Accepts<AccountChange>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        accounts.MapDelete("/{id}", DeleteAsync).WithSummary("Removes an account with its keys and what was shared with it; its flows stay, for administrators.")
            .ProducesProblem(404).ProducesProblem(409);
        accounts.MapPost("/{id}/link", LinkAsync).WithSummary("Makes a link by which the account's password is set; a former link is void.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static Ok<PersonItem> Tell(HttpContext context)
    {
        var person = context.Person();
        return TypedResults.Ok(new PersonItem(person.AccountId, person.Name, person.Role));
    }

    private static async Task<Ok<IReadOnlyList<AccountItem>>> ListAsync(AccountAdministration accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<AccountItem>>([.. (await accounts.ListAsync(cancellationToken)).Select(AccountItem.Of)]);

    private static async Task<Created<AccountInvited>> InviteAsync(
        HttpContext context, AccountAdministration accounts, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<AccountBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (account, link) = await accounts.InviteAsync(body.Name, body.Role, cancellationToken);
        return TypedResults.Created($"{ApiPaths.Root}/accounts/{account.Id}", Invited(context, account, link));
    }

    private static async Task<Ok<AccountItem>> FindAsync(string id, AccountAdministration accounts, CancellationToken cancellationToken) =>
        TypedResults.Ok(AccountItem.Of(await accounts.FindAsync(id, cancellationToken)));

    private static async Task<Ok<AccountItem>> ChangeAsync(
        string id, HttpContext context, AccountAdministration accounts, HostSettings settings, CancellationToken cancellationToken)
    {
        var change = await RequestJson.ReadAsync<AccountChange>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return TypedResults.Ok(AccountItem.Of(await accounts.ChangeAsync(id, change, cancellationToken)));
    }

    private static async Task<NoContent> DeleteAsync(string id, AccountAdministration accounts, CancellationToken cancellationToken)
    {
        await accounts.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<AccountInvited>> LinkAsync(string id, HttpContext context, AccountAdministration accounts, CancellationToken cancellationToken)
    {
        var link = await accounts.NewLinkAsync(id, cancellationToken);
        return TypedResults.Ok(Invited(context, await accounts.FindAsync(id, cancellationToken), link));
    }

    private static AccountInvited Invited(HttpContext context, Account account, AccountLink link)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new AccountInvited(AccountItem.Of(account), $"{context.Request.Scheme}://{context.Request.Host}{link.Path}", link.ExpiresAt);
    }
}
