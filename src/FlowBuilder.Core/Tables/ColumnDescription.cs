namespace FlowBuilder.Core.Tables;

/// <summary>A column as a person or a model needs to know it before asking.</summary>
/// <param name="Name">Its name, without quotes.</param>
/// <param name="Type">Its type in the source's own words.</param>
/// <param name="Kind">What its values are.</param>
public sealed record ColumnDescription(string Name, string Type, ColumnKind Kind)
{
    /// <summary>What stood beside every value and was taken off, such as <c>₩</c> or <c>%</c>; empty where nothing did.</summary>
    public string Unit { get; init; } = "";

    /// <summary>All its different values where they are few texts; empty otherwise.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
