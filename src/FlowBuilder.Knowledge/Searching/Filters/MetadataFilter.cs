using System.Text.Json;
using System.Text.Json.Serialization;

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

    /// <summary>Reads a condition.</summary>
    /// <param name="json">In the form above.</param>
    /// <exception cref="JsonException">It is no JSON, or no condition; the message says what is wrong.</exception>
    public static MetadataFilter Parse(string json) =>
        JsonSerializer.Deserialize<MetadataFilter>(json) ?? throw new JsonException("A filter is an object, not null.");

    /// <summary>Writes the condition in the form above.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);
}
