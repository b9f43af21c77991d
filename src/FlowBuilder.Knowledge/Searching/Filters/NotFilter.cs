namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>A condition is not met.</summary>
/// <param name="Filter">The condition.</param>
public sealed record NotFilter(MetadataFilter Filter) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => Filter.Fields;

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) => !Filter.Matches(metadata);
}
