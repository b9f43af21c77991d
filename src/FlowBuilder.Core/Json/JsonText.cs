using System.Text;
using System.Text.Json;

namespace FlowBuilder.Core.Json;

/// <summary>Reads JSON that a person or a model wrote.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = CoreJson.MaxDepth };

    /// <summary>Reads a text as JSON; of two members with one name the last wins, as JSON's readers have it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What it says.</param>
    /// <returns>The first thing that is wrong with it, or null.</returns>
    public static JsonFault? Parse(string text, out JsonElement value)
    {
        value = default;
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            if (JsonAudit.MayHoldSurrogates(utf8) && FirstFault(utf8) is { } half) return half;
            value = JsonElement.Parse(utf8, Options);
            return null;
        }
        catch (JsonException)
        {
            return FirstFault(utf8) ?? new JsonFault(JsonFaultKind.Syntax, JsonPath.Root, TextPosition.Start);
        }
    }

    private static JsonFault? FirstFault(Span<byte> utf8)
    {
        foreach (var fault in JsonAudit.Run(utf8))
        {
            if (fault.Kind != JsonFaultKind.DuplicateKey) return fault;
        }

        return null;
    }
}
