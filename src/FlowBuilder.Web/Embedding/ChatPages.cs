using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Publishing.Chats;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Hosting.Security;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Embedding;

/// <summary>The pages of the chats with public endpoints, which a phone can install.</summary>
/// <remarks>Whoever works at the program tries the chats with the other endpoints there too; to callers those are not told from what is not there.</remarks>
internal static class ChatPages
{
    /// <summary>Maps the page of each chat and its manifest.</summary>
    public static void MapChatPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chat/{slug}").AllowAnonymous().HasOwnDoor().ExcludeFromDescription();
        pages.MapGet("", ShowAsync);
        pages.MapGet("/manifest.webmanifest", async (string slug, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, CancellationToken cancellationToken) =>
            await FindAsync(slug, endpoints, versions, catalogue, cancellationToken) is ({ IsPublic: true }, var chat)
                ? Results.Json(ChatManifest.Of(slug, chat.Name, chat.Description), contentType: ChatManifest.MediaType)
                : Results.NotFound());
    }

    private static async Task<ChatPage> ShowAsync(
        string slug,
        HttpContext context,
        HostSettings settings,
        IEndpointStore endpoints,
        FrozenFlows versions,
        NodeCatalogue catalogue,
        CancellationToken cancellationToken) =>
        await FindAsync(slug, endpoints, versions, catalogue, cancellationToken) switch
        {
            ({ IsPublic: true }, var chat) => ChatPage.Of(slug, chat.Name, chat.Description),
            (var endpoint, var chat) when !CallerPorts.Serve(context, settings) && await MayTryAsync(context, endpoint) => ChatPage.Own(slug, chat.Name),
            _ => ChatPage.Missing,
        };

    private static async ValueTask<(Endpoint Endpoint, ChatDescription Chat)?> FindAsync(
        string slug, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(slug) || await endpoints.FindAsync(slug, cancellationToken) is not { IsEnabled: true } endpoint) return null;
        var version = await versions.FindAsync(endpoint.FlowId, endpoint.Traffic.VersionFor(slug, session: null), cancellationToken);
        return ChatDescription.Of(slug, version, catalogue) is { } chat ? (endpoint, chat) : null;
    }

    // The page is open to everybody, so that whoever asks for it is looked at only here.
    private static async ValueTask<bool> MayTryAsync(HttpContext context, Endpoint endpoint)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<AccountBook>().IsSignInNeeded) return true;
        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return session.Principal is { } user
            && services.GetRequiredService<AccountClaims>().PersonOf(user) is { } person
            && services.GetRequiredService<AccessRules>().Allows(person, Resource.Flow(endpoint.FlowId), AccessLevel.Edit);
    }
}
