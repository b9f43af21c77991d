using System.Net;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Refuses requests for a host name that is not this program's.</summary>
/// <remarks>
/// A web page can have its own name resolve to 127.0.0.1 and so speak to a program on its visitor's machine (DNS
/// rebinding); the name in the request gives it away. A plain address cannot have been rebound.
/// </remarks>
internal sealed class HostCheck(RequestDelegate next, HostSettings settings)
{
    private readonly HashSet<string> _allowed = new(settings.Security.AllowedHosts, StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var host = context.Request.Host.Host;
        return IsOwn(host) ? next(context) : Refusal(host).ExecuteAsync(context);
    }

    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || _allowed.Contains(host)
        || _allowed.Contains("*");

    private static ApiProblem Refusal(string host) => new(StatusCodes.Status421MisdirectedRequest, "host.not-allowed", LocalText.Of(
        $"This program does not answer for the host name \"{host}\". Its operator can add the name to Security:AllowedHosts.",
        $"이 프로그램은 호스트 이름 \"{host}\"(으)로 온 요청을 받지 않습니다. 운영자가 Security:AllowedHosts에 이름을 추가할 수 있습니다."));
}
