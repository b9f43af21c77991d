namespace FlowBuilder.Core.Tables;

/// <summary>A table as a person or a model needs to know it before asking.</summary>
/// <param name="Name">Its name as SQL writes it, quoted.</param>
/// <param name="Title">Its name as people know it.</param>
/// <param name="Columns">Its columns in their order.</param>
/// <param name="RowCount">How many rows it has, where that is known without reading all of them.</param>
/// <param name="Samples">Its first few rows.</param>
public sealed record TableDescription(
    string Name,
    string Title,
    IReadOnlyList<ColumnDescription> Columns,
    long? RowCount,
    IReadOnlyList<IReadOnlyList<object?>> Samples);
