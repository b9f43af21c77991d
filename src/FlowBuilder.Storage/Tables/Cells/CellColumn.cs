using FlowBuilder.Core.Tables;

namespace FlowBuilder.Storage.Tables.Cells;

/// <summary>A column of cells with what they mean, found out from all of them.</summary>
/// <remarks>A type is taken only if every cell has it: one word among numbers would falsify an average without a trace.</remarks>
internal sealed class CellColumn
{
    private const int Tried = 50;

    /// <summary>What people write where there is no number or day.</summary>
    private static readonly HashSet<string> Blanks = new(["-", "–", "—", "N/A", "NA", "NULL", "#N/A", "none", "없음", "해당 없음"], StringComparer.OrdinalIgnoreCase);

    private readonly Func<string, object?> _convert;

    private CellColumn(string name, ColumnKind kind, string unit, Func<string, object?> convert) =>
        (Name, Kind, Unit, _convert) = (name, kind, unit, convert);

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>What its values are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>What stands beside its numbers; empty where nothing does.</summary>
    public string Unit { get; }

    /// <summary>The type to declare it with.</summary>
    public string SqlType => Kind switch
    {
        ColumnKind.Integer => "INTEGER",
        ColumnKind.Number => "REAL",
        _ => "TEXT",
    };

    /// <summary>A cell as it is stored: a text, a <see cref="long"/>, a <see cref="double"/> or null.</summary>
    public object? Convert(string cell) => string.IsNullOrWhiteSpace(cell) ? null : _convert(cell);

    /// <summary>Finds out what a column is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="index">Which of their cells, from 0.</param>
    public static CellColumn Of(string name, IReadOnlyList<IReadOnlyList<string>> rows, int index)
    {
        var cells = rows.Where(row => index < row.Count && !string.IsNullOrWhiteSpace(row[index])).Select(row => row[index]);
        var told = cells.Where(cell => !Blanks.Contains(cell.Trim()));
        if (Numbers(told, isComma: false) is { } point) return Of(name, point);
        if (Numbers(told, isComma: true) is { SawComma: true } comma) return Of(name, comma);
        return Dates(told) is { } dates
            ? new CellColumn(name, ColumnKind.Date, "", cell => dates.TryRead(cell, out var value) ? dates.Write(value) : null)
            : new CellColumn(name, ColumnKind.Text, "", cell => cell.Trim());
    }

    private static CellColumn Of(string name, CellNumbers numbers)
    {
        var kind = numbers.AreWhole ? ColumnKind.Integer : ColumnKind.Number;
        return new CellColumn(name, kind, numbers.Unit, cell => numbers.TryRead(cell, out var value) ? value : null);
    }

    private static CellNumbers? Numbers(IEnumerable<string> cells, bool isComma)
    {
        var numbers = new CellNumbers(isComma);
        var any = false;
        foreach (var cell in cells)
        {
            if (!numbers.TryRead(cell, out _)) return null;
            any = true;
        }

        return any ? numbers : null;
    }

    // 03/04/2026 is in March in one country and in April in another: where no cell tells which, it stays a text.
    private static CellDates? Dates(IEnumerable<string> cells)
    {
        var sample = cells.Take(Tried).ToList();
        if (sample.Count == 0 || !sample.TrueForAll(cell => cell.AsSpan().IndexOfAnyInRange('0', '9') >= 0)) return null;
        var fitting = CellDates.All()
            .Where(dates => sample.TrueForAll(cell => dates.TryRead(cell, out _)))
            .Where(dates => cells.All(cell => dates.TryRead(cell, out _)))
            .ToList();
        return fitting.Count == 1 ? fitting[0] : null;
    }
}
