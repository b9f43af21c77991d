using AngleSharp.Dom;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>Finds where a page leads to.</summary>
internal static class PageLinks
{
    private const int Most = 2000;

    // What is no text is not worth fetching.
    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".avif", ".bmp", ".css", ".js", ".mjs", ".map", ".json", ".xml", ".rss", ".atom",
        ".woff", ".woff2", ".ttf", ".mp3", ".mp4", ".webm", ".mov", ".avi", ".wav", ".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".exe", ".dmg",
        ".msi", ".apk", ".iso", ".bin",
    };

    /// <summary>The addresses of the web that a page links to, in its order, each once; none where it asks not to be followed.</summary>
    /// <param name="html">The page.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    public static IReadOnlyList<Uri> Of(string html, Uri address, CancellationToken cancellationToken)
    {
        using var page = HtmlLoader.Parse(html, WebAddress.Shown(address), cancellationToken);
        if (page.QuerySelectorAll("meta[name][content]").Any(AsksNotToBeFollowed)) return [];
        var start = page.QuerySelector("base[href]")?.GetAttribute("href") is { } given && Uri.TryCreate(address, given, out var other) ? other : address;
        var links = new List<Uri>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in page.QuerySelectorAll("a[href]"))
        {
            if (links.Count == Most) break;
            if (link.HasAttribute("download") || HasWord(link.GetAttribute("rel"), "nofollow")) continue;
            if (!Uri.TryCreate(start, link.GetAttribute("href")!.Trim(), out var target) || target.Scheme is not ("http" or "https")) continue;
            if (target.UserInfo.Length > 0 || Skipped.Contains(Path.GetExtension(target.AbsolutePath))) continue;
            target = WebAddress.Plain(target);
            if (seen.Add(target.AbsoluteUri)) links.Add(target);
        }

        return links;
    }

    private static bool AsksNotToBeFollowed(IElement meta) =>
        (meta.GetAttribute("name") ?? "").Trim().ToLowerInvariant() is "robots" or RobotsRules.Name
        && (HasWord(meta.GetAttribute("content"), "nofollow") || HasWord(meta.GetAttribute("content"), "none"));

    private static bool HasWord(string? text, string word) =>
        (text ?? "").Split([' ', ',', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase);
}
