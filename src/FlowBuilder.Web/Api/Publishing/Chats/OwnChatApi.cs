using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>Talking to one's own endpoints, also to those that are not public: what the chat page calls for whoever works at the program.</summary>
internal static class OwnChatApi
{
    /// <summary>Maps the calls on the chat of one endpoint and its runs, as its callers have them.</summary>
    public static void MapOwnChatApi(this IEndpointRouteBuilder api)
    {
        // A page's own affair: programs call flows, or endpoints with a key.
        var own = api.MapGroup(ApiPaths.OwnEndpoint).NeedsEndpoint(AccessLevel.Edit).WithMetadata(new OwnersEntrance()).ExcludeFromDescription();
        own.MapEndpointRuns();
        own.MapEndpointChat();
    }
}
