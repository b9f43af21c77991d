namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A field has a value.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Value">The value.</param>
public sealed record EqualsFilter(string Field, string Value) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => [Field];

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Field, out var value) && FieldValue.Compare(value, Value) == 0;
}
