using System.Globalization;
using System.Text;
using ModelContextProtocol.Protocol;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>A tool's result as a model reads it.</summary>
internal static class ResultText
{
    /// <summary>The texts of the result; of what is no text, what it is. Where there is nothing else, the result as JSON.</summary>
    public static string Of(CallToolResult result)
    {
        var text = new StringBuilder();
        foreach (var block in result.Content ?? [])
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(Of(block));
        }

        return text.Length == 0 && result.StructuredContent is { } structured ? structured.GetRawText() : text.ToString();
    }

    private static string Of(ContentBlock block) => block switch
    {
        TextContentBlock words => words.Text,
        ImageContentBlock image => Left("image", image.MimeType, image.Data.Length),
        AudioContentBlock audio => Left("audio", audio.MimeType, audio.Data.Length),
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
        EmbeddedResourceBlock { Resource: BlobResourceContents blob } => Left("file", blob.MimeType, blob.Blob.Length),
        ResourceLinkBlock link => $"[{link.Name}]({link.Uri})",
        _ => $"[{block.Type}]",
    };

    private static string Left(string what, string? type, int base64) =>
        string.Create(CultureInfo.InvariantCulture, $"[{what} {type}, about {base64 / 4 * 3 / 1024} KB, left out]");
}
