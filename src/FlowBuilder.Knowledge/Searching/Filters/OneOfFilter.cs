namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A field has one of several values.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Values">The values; without any, nothing meets the condition.</param>
public sealed record OneOfFilter(string Field, IReadOnlyList<string> Values) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => [Field];

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Field, out var value) && Values.Any(wanted => FieldValue.Compare(value, wanted) == 0);
}
