namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>Every one of several conditions is met.</summary>
/// <param name="Filters">The conditions; without any, everything meets it.</param>
public sealed record AndFilter(IReadOnlyList<MetadataFilter> Filters) : MetadataFilter
{
    /// <inheritdoc/>
    public override IEnumerable<string> Fields => Filters.SelectMany(filter => filter.Fields);

    /// <inheritdoc/>
    public override bool Matches(IReadOnlyDictionary<string, string> metadata) => Filters.All(filter => filter.Matches(metadata));
}
