using System.Net;
using System.Net.Sockets;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Opens connections: looks a host up once, checks every address found, and connects to those and no other.</summary>
/// <param name="rules">The hosts that are open though they are private.</param>
/// <param name="resolve">Looks a host name up.</param>
internal sealed class GuardedConnector(OutboundRules rules, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>The callback of <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="NodeException">The host has an address that is refused.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);

        // One private address among public ones is the sign of a name that is made to lead inside.
        if (!rules.Allows(host, port) && !addresses.All(AddressGuard.IsPublic)) throw Refused(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static NodeException Refused(string host) => new("http.address-refused", LocalText.Of(
        $"Requests to \"{host}\" are not allowed: it is an address of this machine or its own network. An operator can allow the host in the settings.",
        $"\"{host}\"(으)로 요청할 수 없습니다. 이 컴퓨터나 내부 네트워크의 주소입니다. 운영자가 설정에서 이 호스트를 허용할 수 있습니다."));
}
