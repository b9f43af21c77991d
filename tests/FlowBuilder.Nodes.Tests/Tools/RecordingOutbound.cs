using System.Text;
using FlowBuilder.Core.Http;

namespace FlowBuilder.Nodes.Tests.Tools;

/// <summary>A way out that leads nowhere: it keeps the requests and answers what a test wrote down.</summary>
public sealed class RecordingOutbound(string body = "{}", int status = 200, string mediaType = "application/json") : IOutboundHttp
{
    public List<OutboundRequest> Requests { get; } = [];

    public OutboundRequest Last => Requests[^1];

    public string LastBody => Last.Body is { } sent ? Encoding.UTF8.GetString(sent.Span) : "";

    public Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(request);
        return Task.FromResult(new OutboundResponse(status, request.Address, Encoding.UTF8.GetBytes(body)) { MediaType = mediaType });
    }
}
