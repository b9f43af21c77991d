using System.Text.Json;
using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A condition on what is known of a document beside its text: its language, its page, the day it was written.</summary>
/// <remarks>
/// <para>As JSON, a condition names a field and says what it must be, and conditions are put together:</para>
/// <code>
/// { "and": [
///   { "field": "language", "equals": "ko" },
///   { "field": "year", "from": 2020, "to": 2025 },
///   { "field": "kind", "oneOf": ["pdf", "docx"] },
///   { "not": { "field": "draft", "exists": true } } ] }
/// </code>
/// <para>Values are compared as numbers where both are such, so that 2.0 equals 2; else as text without regard to case, by which
/// days written as 2026-03-01 are in order too. A document without the field meets no condition on it.</para>
/// </remarks>
[JsonConverter(typeof(MetadataFilterConverter))]
public abstract record MetadataFilter
{
    private protected MetadataFilter()
    {
    }

    /// <summary>Whether a document's metadata meets the condition.</summary>
    /// <param name="metadata">What is known of it.</param>
    public abstract bool Matches(IReadOnlyDictionary<string, string> metadata);

    /// <summary>The names of the fields on which it depends.</summary>
    public abstract IEnumerable<string> Fields { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="json">In the form above.</param>
    /// <exception cref="MetadataFilterException">It is no JSON, or no condition.</exception>
    public static MetadataFilter Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException fault) when (fault is not MetadataFilterException)
        {
            throw new MetadataFilterException(
                "$",
                LocalText.Of(
                    $"The filter is not well-formed JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).",
                    $"필터가 올바른 JSON이 아닙니다({fault.LineNumber + 1}번째 줄 {fault.BytePositionInLine + 1}번째 바이트)."),
                fault);
        }
    }

    /// <summary>Reads a condition from JSON that is read already.</summary>
    /// <param name="json">In the form above.</param>
    /// <exception cref="MetadataFilterException">It is no condition.</exception>
    public static MetadataFilter Read(JsonElement json) => MetadataFilterConverter.Read(json, "$");

    /// <summary>Writes the condition in the form above.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);
}
