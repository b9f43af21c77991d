using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>Loads the pages that were named, and from there pages of the same site that they link to, the nearest first.</summary>
/// <remarks>
/// One request at a time. A page is loaded once, whatever leads to it, and one that says the same as another is left out. Links are
/// followed within the site (scheme, host and port) and as its robots.txt allows; a page that a person named is theirs to ask for.
/// </remarks>
/// <param name="pages">Fetches pages.</param>
/// <param name="limits">How far links are followed.</param>
internal sealed class SiteWalk(WebPages pages, WalkLimits limits)
{
    private const int MostNamedBytes = 50 * 1024 * 1024;
    private const int MostLinkedBytes = 10 * 1024 * 1024;
    private const int MostRobotsBytes = 512 * 1024;
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan RobotsTime = TimeSpan.FromSeconds(10);

    private readonly Queue<(Uri Address, Uri? Start, int Depth)> _waiting = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RobotsRules> _robots = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _refused = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Loads pages until there are none left, or the limits are reached; those that cannot be loaded are told and do not end it.</summary>
    /// <param name="addresses">The pages that were named.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async IAsyncEnumerable<WalkedPage> LoadAsync(IReadOnlyList<string> addresses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var text in addresses)
        {
            if (!WebAddress.TryRead(text, out var address)) yield return new WalkedPage(text, DocumentList.Empty, PageFault.BadAddress(text));
            else if (_seen.Add(address.AbsoluteUri)) _waiting.Enqueue((address, null, 0));
        }

        // Links that lead nowhere cost requests too.
        var (loaded, tries) = (0, 2 * limits.Pages + addresses.Count);
        while (loaded < limits.Pages && tries-- > 0 && _waiting.TryDequeue(out var next))
        {
            WalkedPage? walked;
            try
            {
                var documents = await VisitAsync(next.Address, next.Start, next.Depth, cancellationToken).ConfigureAwait(false);
                walked = documents is null ? null : new WalkedPage(WebAddress.Shown(next.Address), documents, null);
            }
            catch (NodeException fault)
            {
                walked = new WalkedPage(WebAddress.Shown(next.Address), DocumentList.Empty, fault);
            }

            if (walked is null) continue;
            if (walked.Fault is null) loaded++;
            yield return walked;
        }
    }

    private async Task<DocumentList?> VisitAsync(Uri address, Uri? start, int depth, CancellationToken cancellationToken)
    {
        if (start is not null && !(await RobotsAsync(address, cancellationToken).ConfigureAwait(false)).Allows(address))
            return _refused.Add(address.Authority) ? throw PageFault.Robots(address) : null;
        var page = await pages.FetchAsync(address, start is null ? MostNamedBytes : MostLinkedBytes, cancellationToken).ConfigureAwait(false);
        if (start is not null && !WebAddress.IsSameSite(page.Address, start)) return null;
        if (page.Address != address && !_seen.Add(page.Address.AbsoluteUri)) return null;
        if (!_contents.Add(Convert.ToHexString(SHA256.HashData(page.Content.Span))) && start is not null) return null;
        if (depth < limits.Depth) Follow(page, start ?? page.Address, depth + 1, cancellationToken);
        return await WebPages.LoadAsync(page, cancellationToken).ConfigureAwait(false);
    }

    private void Follow(WebPage page, Uri start, int depth, CancellationToken cancellationToken)
    {
        if (WebPages.HtmlOrNull(page) is not { } html) return;
        foreach (var link in PageLinks.Of(html, page.Address, cancellationToken))
        {
            if (_waiting.Count >= MostWaiting) return;
            if (!WebAddress.IsSameSite(link, start) || (limits.OnlyBelow && !WebAddress.IsBelow(link, start))) continue;
            if (_seen.Add(link.AbsoluteUri)) _waiting.Enqueue((link, start, depth));
        }
    }

    // RFC 9309, 2.3.1: a file that is not there asks for nothing; where nobody knows, nothing is followed.
    private async Task<RobotsRules> RobotsAsync(Uri address, CancellationToken cancellationToken)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(site, out var known)) return known;
        try
        {
            var response = await pages.SendAsync(new Uri(address, "/robots.txt"), RobotsTime, MostRobotsBytes, cancellationToken).ConfigureAwait(false);
            return _robots[site] = response.IsSuccess ? RobotsRules.Read(response.Body.Span)
                : response.Status is >= 400 and < 500 ? RobotsRules.AllowAll
                : RobotsRules.AllowNone;
        }
        catch (NodeException)
        {
            return _robots[site] = RobotsRules.AllowNone;
        }
    }
}
