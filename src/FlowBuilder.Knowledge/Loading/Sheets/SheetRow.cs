namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>A row with something in it.</summary>
/// <param name="Number">Its number in the sheet, from 1.</param>
/// <param name="Cells">Its cells from column A on, as shown; empty where there is nothing.</param>
/// <param name="HasFigures">Whether a cell holds a truth value or a number that is neither a year nor a date, so that the row names no columns.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<string> Cells, bool HasFigures)
{
    /// <summary>How many cells hold something.</summary>
    public int Filled => Cells.Count(cell => cell.Length > 0);
}
