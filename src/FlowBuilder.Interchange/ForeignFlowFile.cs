using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Interchange;

/// <summary>Tells by its content which builder's file a file is, whatever its name.</summary>
/// <param name="Kind">Which program's file it is.</param>
/// <param name="Text">For people: which program's file it is and what to do with it.</param>
public sealed record ForeignFlowFile(FlowFileKind Kind, LocalText Text)
{
    private const int DeepestJson = 256;

    /// <summary>Recognises a file that was read as JSON already. Never throws.</summary>
    public static ForeignFlowFile Recognise(JsonElement content)
    {
        var kind = JsonSigns.KindOf(content);
        return new ForeignFlowFile(kind, FlowFileTexts.Of(kind));
    }

    /// <summary>Recognises a file by its bytes: JSON or YAML in UTF-8, or in UTF-16 with a byte order mark. Never throws.</summary>
    public static ForeignFlowFile Recognise(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("PK\u0003\u0004"u8)) return new ForeignFlowFile(FlowFileKind.Unknown, FlowFileTexts.Zip);
        var text = Decode(content);
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith('<')) return new ForeignFlowFile(FlowFileKind.Unknown, FlowFileTexts.WebPage);
        if (start.StartsWith('{') || start.StartsWith('[')) return RecogniseJson(text);
        var kind = YamlSigns.KindOf(text);
        return new ForeignFlowFile(kind, FlowFileTexts.Of(kind));
    }

    private static ForeignFlowFile RecogniseJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson });
            return Recognise(document.RootElement);
        }
        catch (JsonException)
        {
            return new ForeignFlowFile(FlowFileKind.Unknown, FlowFileTexts.BrokenJson);
        }
    }

    private static string Decode(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(content[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(content[2..]),
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(content[3..]),
        _ => Encoding.UTF8.GetString(content),
    };
}
