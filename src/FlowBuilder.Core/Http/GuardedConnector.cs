using System.Net;
using System.Net.Sockets;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Http;

/// <summary>Opens connections: looks a host up once, checks every address found, and connects to those and no other.</summary>
/// <param name="rules">The hosts that are open whatever their address.</param>
/// <param name="reach">How far the way out leads.</param>
/// <param name="resolve">Looks a host name up; by the machine's own name service where it is left out.</param>
public sealed class GuardedConnector(OutboundRules rules, OutboundReach reach, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Connects to a host.</summary>
    /// <param name="host">Host name or IP address.</param>
    /// <param name="port">Port.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">The host has an address that is refused.</exception>
    /// <exception cref="SocketException">The host is not known, or does not answer.</exception>
    public async ValueTask<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        host = host.Trim('[', ']').TrimEnd('.');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancellationToken).ConfigureAwait(false);

        // One refused address among others is the sign of a name that is made to lead inside.
        if (!rules.Allows(host, port) && !addresses.All(address => AddressGuard.Allows(address, reach))) throw Refused(host);
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

    private NodeException Refused(string host) => new("http.address-refused", reach == OutboundReach.Public
        ? LocalText.Of(
            $"Requests to \"{host}\" are not allowed: it is an address of this machine or its own network. An operator can allow the host in the settings.",
            $"\"{host}\"(으)로 요청할 수 없습니다. 이 컴퓨터나 내부 네트워크의 주소입니다. 운영자가 설정에서 이 호스트를 허용할 수 있습니다.")
        : LocalText.Of(
            $"Connections to \"{host}\" are not allowed: a cloud tells its machines their credentials there. An operator can allow the host in the settings.",
            $"\"{host}\"에는 연결할 수 없습니다. 클라우드가 서버의 자격 증명을 알려 주는 주소입니다. 운영자가 설정에서 이 호스트를 허용할 수 있습니다."));
}
