using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Takes the readable text out of a web page.</summary>
internal static class HtmlLoader
{
    private const int DeepLevel = 500;
    private const int MostDeepElements = 5_000;

    /// <summary>Reads a page: its main part where it marks one, else its body; as Markdown-like text with headings.</summary>
    /// <remarks>Nothing is fetched and no script is run.</remarks>
    /// <exception cref="Core.Faults.NodeException">The page nests too deeply.</exception>
    public static LoadedPart Load(string text, string name, CancellationToken cancellationToken)
    {
        using var page = Parse(text, name, cancellationToken);
        var root = page.DocumentElement;
        var content = HtmlText.Of(Outermost(root, IsMain));

        // Some pages mark an empty shell as their main part and put the text beside it.
        if (content.Length == 0 && page.Body is not null) content = HtmlText.Of([page.Body]);
        var title = page.Title?.Trim();
        if (string.IsNullOrEmpty(title)) title = HtmlText.Of(Outermost(root, element => element.LocalName == "h1").Take(1)).TrimStart('#', ' ');
        return new LoadedPart(content, title.Length == 0 ? null : title);
    }

    /// <summary>The elements of a page.</summary>
    /// <exception cref="Core.Faults.NodeException">The page nests too deeply.</exception>
    public static IHtmlDocument Parse(string text, string name, CancellationToken cancellationToken) =>
        new HtmlParser(new HtmlParserOptions { OnCreated = DepthGuard(name, cancellationToken) }).ParseDocument(text);

    private static bool IsMain(IElement element) => element.LocalName is "main" or "article" || element.GetAttribute("role") == "main";

    private static IEnumerable<IElement> Outermost(IElement root, Func<IElement, bool> isWanted)
    {
        var open = new Stack<IElement>([root]);
        while (open.TryPop(out var element))
        {
            if (isWanted(element))
            {
                yield return element;
                continue;
            }

            // By index: a node finds its sibling by searching all its parent's children.
            for (var i = element.ChildNodes.Length - 1; i >= 0; i--)
            {
                if (element.ChildNodes[i] is IElement child) open.Push(child);
            }
        }
    }

    // The parser hangs no element deeper than 512 levels, as browsers do, but keeps all of them open and looks through them at
    // each new one: a page of a million nested ones would keep it for days. An element has its parent only after it was made,
    // so each is measured when the next one is.
    private static Action<IElement, AngleSharp.Text.TextPosition> DepthGuard(string name, CancellationToken cancellationToken)
    {
        var depths = new Dictionary<INode, int>(ReferenceEqualityComparer.Instance);
        IElement? before = null;
        var deep = 0;
        return (element, _) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (before?.Parent is { } parent)
            {
                var depth = depths[before] = depths.GetValueOrDefault(parent) + 1;
                if (depth > DeepLevel && ++deep > MostDeepElements) throw LoadFault.TooDeep(name, DeepLevel);
            }

            before = element;
        };
    }
}
