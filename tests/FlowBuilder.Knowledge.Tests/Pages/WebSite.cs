using System.Collections.Concurrent;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Tests.Pages;

/// <summary>A web of a few pages behind the way out; what is not on it answers 404.</summary>
internal sealed class WebSite : IOutboundHttp
{
    private readonly Dictionary<string, Func<Uri, OutboundResponse>> _pages = new(StringComparer.Ordinal);

    /// <summary>The addresses that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public WebSite Page(string address, string html, string mediaType = "text/html", string charSet = "") => Page(address, Encoding.UTF8.GetBytes(html), mediaType, charSet);

    public WebSite Page(string address, byte[] content, string mediaType, string charSet = "")
    {
        _pages[address] = asked => new OutboundResponse(200, asked, content) { MediaType = mediaType, CharSet = charSet };
        return this;
    }

    public WebSite Status(string address, int status)
    {
        _pages[address] = asked => new OutboundResponse(status, asked, default);
        return this;
    }

    public WebSite Redirect(string address, string target)
    {
        _pages[address] = _ => _pages[target](new Uri(target));
        return this;
    }

    public WebSite Fault(string address, string code)
    {
        _pages[address] = _ => throw new NodeException(code, LocalText.Of("It was refused.", "거부되었습니다."), FaultKind.Provider);
        return this;
    }

    public Task<OutboundResponse> SendAsync(OutboundRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Enqueue(request.Address.AbsoluteUri);
        return Task.FromResult(_pages.TryGetValue(request.Address.AbsoluteUri, out var page) ? page(request.Address) : new OutboundResponse(404, request.Address, default));
    }
}
