using System.Net;
using FlowBuilder.Core.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace FlowBuilder.Web.Hosting.Security;

/// <summary>Decides whether programs that this machine starts as tool servers may be set up here: whoever may, may run anything.</summary>
internal sealed class ToolCommandPolicy(HostSettings settings, IServer server)
{
    /// <summary>Whether they may.</summary>
    public bool IsAllowed => settings.Security.ToolCommands ?? Addresses.All(IsLoopback);

    /// <summary>Why they may not, and what to do.</summary>
    public static LocalText Refusal { get; } = LocalText.Of(
        "This program can be reached from other machines, so programs are not set up as tool servers here. An operator can allow it with Security:ToolCommands=true.",
        "다른 컴퓨터에서도 접속할 수 있는 상태라 프로그램을 도구 서버로 등록할 수 없습니다. 운영자가 Security:ToolCommands=true로 허용할 수 있습니다.");

    private IEnumerable<string> Addresses => server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }
}
