namespace FlowBuilder.Core.Tables;

/// <summary>What can be asked of a source.</summary>
/// <param name="Tables">Its tables and views, by name.</param>
/// <param name="IsCut">Whether there are more than are described.</param>
public sealed record TableSchema(IReadOnlyList<TableDescription> Tables, bool IsCut);
