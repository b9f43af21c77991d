using System.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Puts paragraphs, list items and tables together: paragraphs stand apart by an empty line, items and rows do not.</summary>
/// <remarks>Rows of a table are lines of cells parted by <c> | </c>, as pages give them; a table in a cell becomes one line.</remarks>
internal sealed class TextBlocks
{
    private readonly Stack<Scope> _scopes = new([new Scope(IsCell: false)]);
    private readonly Stack<Table> _tables = new();

    /// <summary>Whether what is added stands in a table.</summary>
    public bool InCell => _scopes.Peek().IsCell;

    /// <summary>Adds a block; nothing where it is blank.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="isItem">Whether it is an item of a list, which stands close to the item before.</param>
    public void Add(string text, bool isItem = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var scope = _scopes.Peek();
        if (scope.Text.Length > 0) scope.Text.Append(scope.IsCell ? " " : isItem && scope.EndsInItem ? "\n" : "\n\n");
        scope.Text.Append(scope.IsCell ? text.Trim().ReplaceLineEndings(" ") : text);
        scope.EndsInItem = isItem;
    }

    /// <summary>Begins a table.</summary>
    public void StartTable() => _tables.Push(new Table());

    /// <summary>Ends a table and adds it to what it stands in.</summary>
    public void EndTable()
    {
        if (!_tables.TryPop(out var table)) return;
        EndRow(table);
        Add(string.Join(InCell ? "; " : "\n", table.Rows));
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        if (_tables.TryPeek(out var table)) EndRow(table);
    }

    /// <summary>Begins a cell.</summary>
    public void StartCell()
    {
        if (_tables.Count > 0) _scopes.Push(new Scope(IsCell: true));
    }

    /// <summary>Ends a cell.</summary>
    public void EndCell()
    {
        if (_tables.Count > 0 && InCell) _tables.Peek().Cells.Add(_scopes.Pop().Text.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => _scopes.Last().Text.ToString();

    private static void EndRow(Table table)
    {
        if (table.Cells.Any(cell => cell.Length > 0)) table.Rows.Add(string.Join(" | ", table.Cells).TrimEnd(' ', '|'));
        table.Cells.Clear();
    }

    private sealed record Scope(bool IsCell)
    {
        public StringBuilder Text { get; } = new();

        public bool EndsInItem { get; set; }
    }

    private sealed class Table
    {
        public List<string> Rows { get; } = [];

        public List<string> Cells { get; } = [];
    }
}
