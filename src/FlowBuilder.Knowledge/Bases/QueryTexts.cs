using System.Text.Json;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Reads the questions that come on a wire.</summary>
internal static class QueryTexts
{
    /// <summary>The most wordings that are asked; more would cost more than they find.</summary>
    public const int Most = 10;

    /// <summary>The different questions in order. A text that is a JSON list of texts, as other nodes give one, stands for what is in it.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> given) =>
        [.. given.SelectMany(Listed).Select(text => text.Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(Most)];

    private static IEnumerable<string> Listed(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith('[')) return [text];
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)]
                : [text];
        }
        catch (JsonException)
        {
            return [text];
        }
    }
}
