using System.Text.Encodings.Web;

namespace FlowBuilder.Web.Embedding;

/// <summary>What the owner of a web page copies into it.</summary>
internal static class EmbedSnippet
{
    /// <summary>The script tag that puts a chat on a page.</summary>
    /// <param name="address">Where this program is reached, such as <c>https://flows.example</c>.</param>
    /// <param name="slug">The endpoint that answers.</param>
    public static string Of(Uri address, string slug)
    {
        var script = HtmlEncoder.Default.Encode(new Uri(address, EmbedScripts.Path).AbsoluteUri);
        return $"""<script src="{script}" data-flow="{slug}" async></script>""";
    }

    /// <summary>The address of the page on which there is nothing but the chat.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static Uri PageOf(Uri address, string slug) => new(address, $"/chat/{slug}");
}
