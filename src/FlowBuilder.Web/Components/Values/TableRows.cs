using System.Text.Json;

namespace FlowBuilder.Web.Components.Values;

/// <summary>A value as rows and columns, of which a page is read at a time.</summary>
public sealed class TableRows
{
    private const int MostColumns = 24;
    private const int RowsLookedAt = 100;
    private const int MostCell = 300;
    private const int MostDelimited = 2 * 1024 * 1024;

    private readonly Func<int, int, IEnumerable<IReadOnlyList<string>>> _read;

    private TableRows(IReadOnlyList<string> columns, int count, Func<int, int, IEnumerable<IReadOnlyList<string>>> read) =>
        (Columns, Count, _read) = (columns, count, read);

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>What stands between two cells of the text that it was read from; null where it was no such text.</summary>
    public char? Separator { get; private init; }

    /// <summary>Some of the rows; long cells are cut.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Read(int first, int most) => [.. _read(first, most)];

    /// <summary>A list of objects as a table; null for anything else.</summary>
    public static TableRows? OfJson(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is not (> 0 and var count)) return null;
        var columns = new List<string>();
        foreach (var row in json.EnumerateArray().Take(RowsLookedAt))
        {
            if (row.ValueKind != JsonValueKind.Object) return null;
            foreach (var member in row.EnumerateObject())
            {
                if (columns.Count < MostColumns && !columns.Contains(member.Name)) columns.Add(member.Name);
            }
        }

        return columns.Count == 0 ? null : new TableRows(columns, count, (first, most) => json.EnumerateArray().Skip(first).Take(most)
            .Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Cell(row, column))]));
    }

    /// <summary>A text of lines with as many commas, semicolons or tabs each as a table; null for anything else.</summary>
    public static TableRows? OfDelimited(string text)
    {
        if (text.Length is < 3 or > MostDelimited) return null;
        foreach (var separator in (ReadOnlySpan<char>)['\t', ';', ','])
        {
            if (!LooksDelimited(text, separator)) continue;
            var rows = DelimitedText.Read(text, separator);
            if (rows.Count < 2 || rows[0].Count < 2 || rows.Any(row => row.Count != rows[0].Count)) continue;
            return new TableRows([.. rows[0].Take(MostColumns)], rows.Count - 1, (first, most) => rows.Skip(1 + first).Take(most)
                .Select(row => (IReadOnlyList<string>)[.. row.Take(MostColumns).Select(Cut)]))
            {
                Separator = separator,
            };
        }

        return null;
    }

    // Prose has commas too, but not the same number in every line.
    private static bool LooksDelimited(string text, char separator)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text.AsSpan(0, end).Contains(separator) && text.Length > end + 1;
    }

    private static string Cell(JsonElement row, string column) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(column, out var value)
        ? Cut(value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        })
        : "";

    private static string Cut(string text) => text.Length <= MostCell ? text : string.Concat(text.AsSpan(0, TextPieces.Whole(text, MostCell)), "…");
}
