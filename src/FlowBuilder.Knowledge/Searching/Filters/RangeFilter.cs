namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A field's value lies between two others, or is one of them.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="From">The least; null for no bound, which only one of both may be.</param>
/// <param name="To">The greatest; null for no bound, as before.</param>
public sealed record RangeFilter(string Field, string? From, string? To) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => [Field];

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Field, out var value)
        && (From is null || FieldValue.Compare(value, From) >= 0)
        && (To is null || FieldValue.Compare(value, To) <= 0);
}
