using FlowBuilder.Core.Text;
using FlowBuilder.Storage;
using FlowBuilder.Web.Api.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Hosting;

/// <summary>Answers those who watch over the process.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it may be sent work).</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("ok", null))).AllowAnonymous().HasOwnDoor().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().HasOwnDoor().ExcludeFromDescription();
    }

    private static JsonHttpResult<HealthAnswer> Ready(StorageHealth storage, IHostApplicationLifetime lifetime)
    {
        var reason = lifetime.ApplicationStopping.IsCancellationRequested
            ? LocalText.Of("The program is stopping.", "프로그램을 종료하는 중입니다.")
            : storage.Trouble;
        return reason is null
            ? TypedResults.Json(new HealthAnswer("ok", null))
            : TypedResults.Json(new HealthAnswer("not-ready", reason.ToString()), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
