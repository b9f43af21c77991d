using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Publishing.Chats;
using FlowBuilder.Web.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Embedding;

/// <summary>The pages of the chats with public endpoints, which a phone can install.</summary>
internal static class ChatPages
{
    /// <summary>Maps the page of each chat and its manifest.</summary>
    public static void MapChatPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chat/{slug}").ExcludeFromDescription();
        pages.MapGet("", async (string slug, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, CancellationToken cancellationToken) =>
            await FindAsync(slug, endpoints, versions, catalogue, cancellationToken) is { } chat
                ? ChatPage.Of(slug, chat.Name, chat.Description)
                : ChatPage.Missing);
        pages.MapGet("/manifest.webmanifest", async (string slug, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, CancellationToken cancellationToken) =>
            await FindAsync(slug, endpoints, versions, catalogue, cancellationToken) is { } chat
                ? Results.Json(ChatManifest.Of(slug, chat.Name, chat.Description), contentType: ChatManifest.MediaType)
                : Results.NotFound());
    }

    // Endpoints that are not public are not told from those that are not there.
    private static async ValueTask<ChatDescription?> FindAsync(
        string slug, IEndpointStore endpoints, FrozenFlows versions, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (!Endpoint.IsValidSlug(slug) || await endpoints.FindAsync(slug, cancellationToken) is not { IsPublic: true, IsEnabled: true } endpoint) return null;
        var version = await versions.FindAsync(endpoint.FlowId, endpoint.Traffic.VersionFor(slug, session: null), cancellationToken);
        return ChatDescription.Of(slug, version, catalogue);
    }
}
