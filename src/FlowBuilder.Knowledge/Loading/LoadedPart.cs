using System.Collections.Immutable;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>What one file, page, slide, sheet, row or item gave, before it becomes a document.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Title">What it calls itself, or null.</param>
/// <param name="Row">Its row or item number, or null where it is the whole file.</param>
internal sealed record LoadedPart(string Text, string? Title = null, int? Row = null)
{
    /// <summary>What else is known of it, by the names of <see cref="DocumentMetadata"/>.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The part with one more fact; without a change where its value is blank.</summary>
    public LoadedPart With(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? this : this with { Facts = Facts.SetItem(name, value.Trim()) };
}
