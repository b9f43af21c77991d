using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>Makes what a foreign server says fit to be shown to models and people: no hidden letters, no endless texts, names of its own.</summary>
internal static class ToolWords
{
    /// <summary>The longest description that a model is shown.</summary>
    public const int LongestDescription = 1_024;

    private const int LongestName = 64;
    private const int DeepestSchema = 64;

    /// <summary>A name of the form that every provider takes, which no tool of another server can have.</summary>
    /// <remarks>Where letters had to be replaced or cut, a digest of the whole name keeps two of them apart.</remarks>
    /// <param name="server">The server's name.</param>
    /// <param name="tool">What the server calls the tool.</param>
    public static string NameOf(string server, string tool)
    {
        var whole = $"{server}_{tool}";
        var clean = string.Concat(whole.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
        if (clean == whole && clean.Length <= LongestName) return clean;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..8];
        return $"{clean[..Math.Min(clean.Length, LongestName - digest.Length - 1)]}_{digest}";
    }

    /// <summary>The text without control and format letters (among them those of no width and those that turn its direction), cut where it is too long.</summary>
    /// <param name="text">What the server says.</param>
    /// <param name="longest">The most UTF-16 units.</param>
    public static string Clean(string? text, int longest)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest) return clean.Append('…', clean.Length < longest ? 1 : 0).ToString();
            if (IsVisible(rune)) clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>A parameter schema whose descriptions and titles are cleaned; null where it is none, or too large or deep to be sent to a model.</summary>
    /// <param name="schema">What the server says.</param>
    /// <param name="longest">The most bytes.</param>
    public static JsonElement? Clean(JsonElement schema, int longest)
    {
        if (schema.ValueKind != JsonValueKind.Object || schema.GetRawText().Length > longest) return null;
        var copy = JsonNode.Parse(schema.GetRawText(), documentOptions: new JsonDocumentOptions { MaxDepth = DeepestSchema })!.AsObject();
        CleanWithin(copy);
        if (copy["type"] is null) copy["type"] = "object";
        return JsonSerializer.SerializeToElement(copy);
    }

    private static bool IsVisible(Rune rune) => rune.Value is '\n' or '\t'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static void CleanWithin(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (name is "description" or "title" && value is JsonValue text && text.TryGetValue<string>(out var words)) members[name] = Clean(words, LongestDescription);
                    else CleanWithin(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items) CleanWithin(item);
                break;
        }
    }
}
