using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Reads a list as people and models write it.</summary>
internal static partial class ListText
{
    /// <summary>The items: those with bullets or numbers where there are any, else the lines, else what stands between commas.</summary>
    public static IReadOnlyList<string> Items(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Any(line => Marker().IsMatch(line))) return Marked(lines);
        List<string> plain = [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal))];
        return plain.Count == 1 ? [.. Commas(plain[0])] : plain;
    }

    /// <summary>Whether most lines of a text begin with a bullet or a number.</summary>
    public static bool IsMarked(string text)
    {
        List<string> lines = [.. text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))];
        return lines.Count(line => Marker().IsMatch(line)) * 2 > lines.Count;
    }

    // What is indented under an item, or follows it without a blank line, belongs to it; what stands before the first is an introduction.
    private static List<string> Marked(string[] lines)
    {
        var items = new List<StringBuilder>();
        var isOpen = false;
        foreach (var line in lines)
        {
            var marker = Marker().Match(line);
            if (marker.Success)
            {
                items.Add(new StringBuilder(line[marker.Length..].Trim()));
                isOpen = true;
            }
            else if (string.IsNullOrWhiteSpace(line))
            {
                isOpen = false;
            }
            else if (items.Count > 0 && (isOpen || char.IsWhiteSpace(line[0])))
            {
                items[^1].Append(' ').Append(line.Trim());
            }
        }

        return [.. items.Select(item => item.ToString().Trim()).Where(item => item.Length > 0)];
    }

    // Commas in quotes or brackets are the item's own; "and" before the last is none of it.
    private static IEnumerable<string> Commas(string line)
    {
        var start = 0;
        var (depth, quote) = (0, '\0');
        for (var i = 0; i <= line.Length; i++)
        {
            var letter = i < line.Length ? line[i] : ',';
            if (quote != '\0' && i < line.Length)
            {
                if (letter == quote) quote = '\0';
                continue;
            }

            if (letter is '"' && i < line.Length) quote = letter;
            depth += letter switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (letter is not (',' or '，' or '、' or ';') || (depth > 0 && i < line.Length)) continue;
            var item = LastWord().Replace(line[start..i].Trim(), "").Trim();
            if (i == line.Length) item = item.TrimEnd('.');
            if (item is ['"', .., '"'] && item.LastIndexOf('"', item.Length - 2) == 0) item = item[1..^1].Trim();
            if (item.Length > 0) yield return item;
            start = i + 1;
        }
    }

    [GeneratedRegex("^\\s*(?:[-*+•◦▪‣·–—○●■□▶※]\\s+|\\(?(?:[0-9]{1,4}|[a-zA-Z가-하])[.)]\\s+|[①-⑳]\\s*|\\[[ xX]\\]\\s+)(?:\\[[ xX]\\]\\s+)?")]
    private static partial Regex Marker();

    [GeneratedRegex("^(?:and|or|그리고|및) ", RegexOptions.IgnoreCase)]
    private static partial Regex LastWord();
}
