using AngleSharp.Dom;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Walks a page and writes what a reader would read.</summary>
/// <remarks>
/// Headings become <c>#</c> lines, list items <c>-</c> or numbered lines, table rows lines of cells parted by <c> | </c>. The walk
/// keeps its own stack: pages nest as deep as they like.
/// </remarks>
internal sealed class HtmlText
{
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "noscript", "template", "nav", "aside", "svg", "iframe", "object", "canvas", "form", "button",
        "select", "textarea", "input", "head", "dialog", "menu", "audio", "video", "math",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "ul", "ol", "dl", "table", "blockquote", "pre", "figure",
        "figcaption", "address", "details", "summary", "hr", "body", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "fieldset",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase) { "li", "tr", "dt", "dd", "br", "option" };

    private readonly TextFlow _out = new();
    private readonly Dictionary<IElement, int> _itemsOf = [];

    // How many of the elements now open are of a kind: asked at each element, so looking up the tree would cost too much.
    private int _openPre;
    private int _openCells;

    private HtmlText()
    {
    }

    /// <summary>The text of some elements and all that is in them.</summary>
    public static string Of(IEnumerable<IElement> elements)
    {
        var text = new HtmlText();
        foreach (var element in elements) text.Walk(element);
        return text._out.ToString();
    }

    private void Walk(INode root)
    {
        var open = new Stack<(INode Node, bool Leaving)>();
        open.Push((root, false));
        while (open.TryPop(out var step))
        {
            if (step.Node is IText words)
            {
                Write(words);
            }
            else if (step.Node is IElement element)
            {
                if (step.Leaving)
                {
                    Leave(element);
                    continue;
                }

                if (IsDropped(element, root)) continue;
                Enter(element);
                open.Push((element, true));

                // By index: a node finds its sibling by searching all its parent's children.
                for (var i = element.ChildNodes.Length - 1; i >= 0; i--) open.Push((element.ChildNodes[i], false));
            }
        }
    }

    private void Write(IText words)
    {
        if (_openPre > 0) _out.Verbatim(words.Data);
        else _out.Words(words.Data);
    }

    private void Enter(IElement element)
    {
        Break(element);
        Count(element, 1);
        switch (element.LocalName)
        {
            case ['h', >= '1' and <= '6']:
                _out.Prefix(new string('#', element.LocalName[1] - '0') + " ");
                break;
            case "li":
                _out.Prefix(element.ParentElement is { LocalName: "ol" } list ? $"{NextNumber(list)}. " : "- ");
                break;
            case "td" or "th" when element.ParentElement is { } row && NextNumber(row) > 1:
                _out.Prefix(" | ");
                break;
        }
    }

    private void Leave(IElement element)
    {
        Count(element, -1);
        Break(element);
    }

    private void Count(IElement element, int change)
    {
        if (element.LocalName == "pre") _openPre += change;
        else if (element.LocalName is "td" or "th" or "li") _openCells += change;
    }

    private void Break(IElement element)
    {
        var insideCell = _openCells > 0;
        if (Blocks.Contains(element.LocalName) && !(insideCell && element.LocalName is "p" or "div")) _out.Break(insideCell ? 1 : 2);
        else if (Lines.Contains(element.LocalName)) _out.Break(1);
        else if (insideCell && Blocks.Contains(element.LocalName)) _out.Words(" ");
    }

    private int NextNumber(IElement parent) => _itemsOf[parent] = _itemsOf.GetValueOrDefault(parent) + 1;

    private static bool IsDropped(IElement element, INode root) =>
        Dropped.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || element.GetAttribute("aria-hidden") == "true"
        || element.GetAttribute("role") is "navigation" or "banner" or "contentinfo" or "search"
        || (element.LocalName is "header" or "footer" && element.ParentElement == root && root is IElement { LocalName: "body" });
}
