namespace FlowBuilder.Core.Http;

/// <summary>The one way out: every request whose address a flow, a document or a model may have chosen goes through it.</summary>
/// <remarks>It refuses addresses inside this machine and its network unless <see cref="OutboundRules"/> allow the host,
/// connects to the very address that it checked, checks every redirect again, drops credentials when the host changes,
/// and bounds time and size.</remarks>
public interface IOutboundHttp
{
    /// <summary>Sends a request and reads its whole response.</summary>
    /// <exception cref="Faults.NodeException">The address is refused, or there was no response within the limits. Any
    /// status is a response.</exception>
    Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken);
}
