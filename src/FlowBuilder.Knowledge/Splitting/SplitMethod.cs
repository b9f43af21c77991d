using System.Text.Json.Serialization;

namespace FlowBuilder.Knowledge.Splitting;

/// <summary>Where a text may be cut into passages.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitMethod>))]
public enum SplitMethod
{
    /// <summary>At the best place near the size: a paragraph, else a line, else a sentence, else a word.</summary>
    Recursive,

    /// <summary>Between sentences; each passage holds as many whole ones as fit.</summary>
    Sentences,

    /// <summary>At Markdown headings; a section that is too long is cut like <see cref="Recursive"/>.</summary>
    Sections,

    /// <summary>After the given number of characters, wherever that is.</summary>
    Characters,
}
