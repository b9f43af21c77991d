using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Compatible.Flowise;
using FlowBuilder.Web.Api.Compatible.Langflow;
using FlowBuilder.Web.Api.Compatible.OpenAi;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Published flows in the protocols of other programs, so that their clients move by changing the address.</summary>
internal static class CompatibleApi
{
    /// <summary>Maps every protocol.</summary>
    public static void MapCompatibleApi(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().HasOwnDoor();
        open.MapOpenAiApi();
        open.MapLangflowApi();
        open.MapFlowiseApi();
    }
}
