using System.Text;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Reads values separated by commas, semicolons, tabs or bars (RFC 4180, and what comes near it).</summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The rows; empty lines are none.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string text)
    {
        var separator = SeparatorOf(text);
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (isQuoted)
            {
                if (letter != '"') cell.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else isQuoted = false;
            }
            else if (letter == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (letter == separator) EndCell();
            else if (letter is '\n' or '\r')
            {
                if (letter == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                EndRow();
            }
            else cell.Append(letter);
        }

        EndRow();
        return rows;

        void EndCell()
        {
            row.Add(wasQuoted ? cell.ToString() : cell.ToString().Trim());
            cell.Clear();
            wasQuoted = false;
        }

        void EndRow()
        {
            if (row.Count == 0 && !wasQuoted && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                return;
            }

            EndCell();
            rows.Add(row);
            row = [];
        }
    }

    // The one that stands most often in the first line, outside of quotes.
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var letter in text.TrimStart())
        {
            if (letter == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (letter is '\n' or '\r') break;
            var at = Array.IndexOf(Separators, letter);
            if (at >= 0) counts[at]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
