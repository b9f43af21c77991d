namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>At least one of several conditions is met.</summary>
/// <param name="Filters">The conditions; without any, nothing meets it.</param>
public sealed record OrFilter(IReadOnlyList<MetadataFilter> Filters) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => Filters.SelectMany(filter => filter.Fields);

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) => Filters.Any(filter => filter.Matches(metadata));
}
