namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A field is known, or is not.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Exists">Whether it must be known; false where it must not.</param>
public sealed record ExistsFilter(string Field, bool Exists = true) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => [Field];

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) => metadata.ContainsKey(Field) == Exists;
}
