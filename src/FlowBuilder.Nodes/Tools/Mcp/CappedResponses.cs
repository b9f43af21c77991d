namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>Breaks off every response that is larger than what is taken.</summary>
/// <param name="most">The most bytes of one response, after decompression.</param>
/// <param name="inner">Sends the requests.</param>
internal sealed class CappedResponses(long most, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var capped = new StreamContent(new CappedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), most, perLine: false));
        foreach (var header in response.Content.Headers.Where(header => header.Key != "Content-Length")) capped.Headers.TryAddWithoutValidation(header.Key, header.Value);
        response.Content = capped;
        return response;
    }
}
