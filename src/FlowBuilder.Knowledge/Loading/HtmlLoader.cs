using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Takes the readable text out of a web page.</summary>
internal static class HtmlLoader
{
    private const string Main = "main, [role=main], article";

    /// <summary>Reads a page: its main part where it marks one, else its body; as Markdown-like text with headings.</summary>
    /// <remarks>Nothing is fetched and no script is run.</remarks>
    public static LoadedPart Load(string text)
    {
        using var page = new HtmlParser().ParseDocument(text);
        var content = MainText(page);
        var title = page.Title?.Trim();
        if (string.IsNullOrEmpty(title)) title = page.QuerySelector("h1")?.TextContent.Trim();
        return new LoadedPart(content, string.IsNullOrEmpty(title) ? null : title);
    }

    private static string MainText(IDocument page)
    {
        var marked = page.QuerySelectorAll(Main).Where(element => element.ParentElement?.Closest(Main) is null).ToList();
        var content = HtmlText.Of(marked);

        // Some pages mark an empty shell as their main part and put the text beside it.
        return content.Length > 0 || page.Body is null ? content : HtmlText.Of([page.Body]);
    }
}
