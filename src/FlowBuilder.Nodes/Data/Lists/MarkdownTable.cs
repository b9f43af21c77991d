using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Reads the first table of a text in Markdown (GitHub Flavored Markdown, "Tables").</summary>
internal static partial class MarkdownTable
{
    /// <summary>The rows, its head first; empty where there is no table.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var ruler = Array.FindIndex(lines, 1 <= lines.Length ? Ruler().IsMatch : _ => false);
        if (ruler < 1 || !lines[ruler - 1].Contains('|', StringComparison.Ordinal)) return [];
        var rows = new List<IReadOnlyList<string>> { Cells(lines[ruler - 1]) };
        foreach (var line in lines.Skip(ruler + 1).TakeWhile(line => line.Contains('|', StringComparison.Ordinal))) rows.Add(Cells(line));
        return rows;
    }

    private static List<string> Cells(string line)
    {
        var row = line.Trim();
        if (row.StartsWith('|')) row = row[1..];
        if (row.EndsWith('|') && !row.EndsWith("\\|", StringComparison.Ordinal)) row = row[..^1];
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] == '\\' && i + 1 < row.Length && row[i + 1] == '|') cell.Append(row[++i]);
            else if (row[i] == '|')
            {
                cells.Add(Plain(cell));
                cell.Clear();
            }
            else cell.Append(row[i]);
        }

        cells.Add(Plain(cell));
        return cells;
    }

    private static string Plain(StringBuilder cell) => LineBreak().Replace(cell.ToString().Trim(), "\n");

    [GeneratedRegex("^\\s*\\|?\\s*:?-{1,}:?\\s*(?:\\|\\s*:?-{1,}:?\\s*)*\\|?\\s*$")]
    private static partial Regex Ruler();

    [GeneratedRegex("<br ?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();
}
