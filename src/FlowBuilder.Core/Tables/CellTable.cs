namespace FlowBuilder.Core.Tables;

/// <summary>A table as it stands in a file: cells of text, before anybody knows what they mean.</summary>
/// <param name="Name">The file's or the sheet's name; may hold anything.</param>
/// <param name="Columns">The columns' names as written; may be empty or come twice.</param>
/// <param name="Rows">The rows below them. A row may be shorter or longer than there are columns.</param>
public sealed record CellTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
