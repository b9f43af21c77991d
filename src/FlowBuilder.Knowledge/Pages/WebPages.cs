using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>Fetches pages of the web by the host's guarded way out, and makes documents of them.</summary>
/// <remarks>Thread-safe. What may be reached, how often redirects are followed and how long it takes is the way out's matter.</remarks>
/// <param name="outbound">The way out.</param>
public sealed class WebPages(IOutboundHttp outbound)
{
    private const int LongestTitle = 200;

    private static readonly DocumentLimits Limits = new();
    private static readonly DocumentLoader Loader = new(Limits);
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Fetches a page that a person named.</summary>
    /// <param name="address">Its address; <c>https://</c> may be left out.</param>
    /// <param name="cancellationToken">Ends the exchange.</param>
    /// <exception cref="NodeException">It is no address, may not be reached, or there is no such page; to be told to people as it is.</exception>
    public Task<WebPage> FetchAsync(string address, CancellationToken cancellationToken) => WebAddress.TryRead(address, out var read)
        ? FetchAsync(read, Limits.Bytes, cancellationToken)
        : throw PageFault.BadAddress(address);

    /// <summary>What a page is called: by its own title, else by its address.</summary>
    /// <exception cref="NodeException">The page nests too deeply.</exception>
    public static string TitleOf(WebPage page, CancellationToken cancellationToken)
    {
        var title = "";
        if (HtmlOrNull(page) is { } html)
        {
            using var parsed = HtmlLoader.Parse(html, WebAddress.Shown(page.Address), cancellationToken);
            title = string.Join(' ', (parsed.Title ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        if (title.Length == 0) title = NameOf(page.Address);
        return title.Length <= LongestTitle ? title : title[..(char.IsHighSurrogate(title[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1)] + "…";
    }

    internal async Task<WebPage> FetchAsync(Uri address, long mostBytes, CancellationToken cancellationToken)
    {
        var response = await SendAsync(address, TimeLimit, mostBytes, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccess) throw PageFault.Status(response.Address, response.Status);
        var mediaType = response.CharSet.Length > 0 ? $"{response.MediaType}; charset={response.CharSet}" : response.MediaType;
        return new WebPage(WebAddress.Plain(response.Address), mediaType, response.Body);
    }

    internal Task<OutboundResponse> SendAsync(Uri address, TimeSpan timeLimit, long mostBytes, CancellationToken cancellationToken) => outbound.SendAsync(
        new OutboundRequest(HttpMethod.Get, address)
        {
            Headers = [KeyValuePair.Create("Accept", "text/html, application/xhtml+xml, application/pdf;q=0.9, text/*;q=0.8, */*;q=0.5")],
            TimeLimit = timeLimit,
            MaxBytes = mostBytes,
        },
        cancellationToken);

    /// <summary>The documents of a page: what it is, is decided by its content.</summary>
    internal static async Task<DocumentList> LoadAsync(WebPage page, CancellationToken cancellationToken)
    {
        // Without the query: the name is said in messages, and its ending says what the content leaves open.
        var name = WebAddress.Shown(page.Address);
        try
        {
            var loaded = await Loader.LoadAsync(new FileValue(name, page.MediaType, page.Content), charset: null, cancellationToken).ConfigureAwait(false);
            var address = page.Address.AbsoluteUri;
            return new DocumentList([.. loaded.Select(document => document with
            {
                Title = document.Title.Length > 0 ? document.Title : NameOf(page.Address),
                Source = document.Source == name ? address : document.Source,
                Metadata = document.Metadata.SetItem(DocumentMetadata.Url, address),
            })]);
        }
        catch (NodeException fault) when (fault.Code == "documents.empty" && HtmlOrNull(page) is not null)
        {
            throw PageFault.NoText(page.Address, fault);
        }
    }

    /// <summary>The page as a text, where it is a page of HTML; else null.</summary>
    internal static string? HtmlOrNull(WebPage page)
    {
        if (BinarySignature.IsPdf(page.Content.Span, isNamedSo: false) || BinarySignature.IsZip(page.Content.Span)) return null;
        var text = TextDecoder.Decode(page.Content.Span, DeclaredCharset.Of(page.Content.Span, page.MediaType))?.Text;
        return text is not null && FormatDetector.Of(text, page.Address.AbsolutePath, page.MediaType) == DocumentFormat.Html ? text : null;
    }

    private static string NameOf(Uri address) => address.AbsolutePath == "/" ? address.Host : $"{address.Host}{Uri.UnescapeDataString(address.AbsolutePath)}";
}
