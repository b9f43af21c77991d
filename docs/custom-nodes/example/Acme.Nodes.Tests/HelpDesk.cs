using System.Text;
using FlowBuilder.Core.Http;

namespace Acme.Nodes.Tests;

/// <summary>A help desk without a network: it knows one ticket.</summary>
internal sealed class HelpDesk : IOutboundHttp
{
    private const string Ticket = """
        {
          "subject": "The bell is broken",
          "status": "open",
          "comments": [{ "author": "Mina", "text": "It does not ring." }, { "author": "Jo", "text": "벨을 새로 보냈습니다." }]
        }
        """;

    /// <summary>The status that every answer has; null for that of a help desk which is well.</summary>
    public int? Status { get; init; }

    /// <summary>The last address that was asked.</summary>
    public Uri? Asked { get; private set; }

    public Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        Asked = request.Address;
        var isKnown = request.Address.AbsolutePath == "/tickets/ACME-7";
        return Task.FromResult(new OutboundResponse(Status ?? (isKnown ? 200 : 404), request.Address, Encoding.UTF8.GetBytes(isKnown ? Ticket : "{}")));
    }
}
