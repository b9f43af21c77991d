using System.Globalization;

namespace FlowBuilder.Storage.Tables.Cells;

/// <summary>Reads the days and moments of a column, all of them written in one way.</summary>
/// <param name="formats">The ways to write a day that mean the same, in .NET's custom format.</param>
internal sealed class CellDates(params string[] formats)
{
    private static readonly string[] Times =
        ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.FFFFFFF", "'T'HH:mm:ss'Z'", "'T'HH:mm:ss.FFFFFFF'Z'", " h:mm tt", " h:mm:ss tt"];

    private readonly string[] _formats = [.. Times.SelectMany(time => formats.Select(format => format + time))];

    /// <summary>Whether a cell so far tells a time of day.</summary>
    public bool HaveTimes { get; private set; }

    /// <summary>Every way of writing a day that is told apart; the order of month and day is one of them.</summary>
    public static CellDates[] All() =>
    [
        new("yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy. M. d", "yyyy. M. d.", "yyyy'년' M'월' d'일'"),
        new("d.M.yyyy", "d. M. yyyy"),
        new("M/d/yyyy", "M-d-yyyy"),
        new("d/M/yyyy", "d-M-yyyy"),
        new("MMM d, yyyy", "MMMM d, yyyy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy"),
    ];

    /// <summary>Reads a cell; false where it is no day in this way of writing.</summary>
    public bool TryRead(string cell, out DateTime value)
    {
        if (!DateTime.TryParseExact(cell.Trim(), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value)) return false;
        HaveTimes |= cell.Contains(':', StringComparison.Ordinal);
        return true;
    }

    /// <summary>A day or moment as it is stored, so that texts sort as times do.</summary>
    public string Write(DateTime value) => value.ToString(HaveTimes ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
