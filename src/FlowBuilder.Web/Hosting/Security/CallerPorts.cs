using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Answers nothing but calls of published flows on the ports that are for callers.</summary>
/// <remarks>So that a port can be given to others while pages and the management API stay on one that only this machine reaches.</remarks>
internal sealed class CallerPorts(RequestDelegate next, HostSettings settings)
{
    /// <summary>Whether a request came in by a port that is for callers.</summary>
    public static bool Serve(HttpContext context, HostSettings settings) => settings.Security.CallerPorts.Contains(context.Connection.LocalPort);

    public Task InvokeAsync(HttpContext context) =>
        !Serve(context, settings) || ApiPaths.IsForCallers(context.Request) ? next(context) : Refusal.ExecuteAsync(context);

    private static ApiProblem Refusal => new(StatusCodes.Status404NotFound, "api.no-such-path", LocalText.Of(
        "There is nothing at this address.", "이 주소에는 아무것도 없습니다."));
}
