using System.Text.RegularExpressions;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>Finds the columns and values of a table that a question names.</summary>
internal static partial class PlainColumns
{
    /// <summary>The columns that a question names, in the order of the question.</summary>
    /// <param name="question">The question in small letters.</param>
    /// <param name="table">The table.</param>
    public static List<PlainMention> In(string question, TableDescription table)
    {
        var found = new List<PlainMention>();
        var candidates = table.Columns
            .SelectMany(column => Names(column.Name).Select(name => (Column: column, Name: name.Text, name.IsOwn)))
            .OrderByDescending(candidate => candidate.Name.Length).ThenByDescending(candidate => candidate.IsOwn);
        foreach (var (column, name, _) in candidates)
        {
            if (Find(question, name) is not var (at, length) || found.Exists(mention => mention.Overlaps(at, length) || mention.Column == column)) continue;
            found.Add(new PlainMention(column, at, length));
        }

        return [.. found.OrderBy(mention => mention.At)];
    }

    /// <summary>The values that a question names, by their columns; a value that stands where a column's name stands is none.</summary>
    public static List<(ColumnDescription Column, List<string> Values)> ValuesIn(string question, TableDescription table, IReadOnlyList<PlainMention> mentions)
    {
        var found = new List<(ColumnDescription, List<string>)>();
        var taken = new List<(int At, int Length)>();
        var candidates = table.Columns.SelectMany(column => column.Values.Select(value => (Column: column, Value: value)))
            .Where(candidate => candidate.Value.Trim().Length > 1).OrderByDescending(candidate => candidate.Value.Length);
        foreach (var (column, value) in candidates)
        {
            if (Find(question, value.Trim().ToLowerInvariant(), mayBePlural: false) is not var (at, length)) continue;
            if (taken.Exists(other => at < other.At + other.Length && other.At < at + length) || mentions.Any(mention => mention.Overlaps(at, length))) continue;
            taken.Add((at, length));
            var entry = found.FirstOrDefault(other => other.Item1 == column);
            if (entry.Item2 is null) found.Add((column, [value]));
            else entry.Item2.Add(value);
        }

        return found;
    }

    /// <summary>Whether a number stands for a thing rather than for how much of it there is.</summary>
    public static bool IsLabel(ColumnDescription column) => LabelName().IsMatch(Plain(column.Name));

    private static IEnumerable<(string Text, bool IsOwn)> Names(string column)
    {
        var own = Plain(column);
        if (own.Length == 0) yield break;
        yield return (own, true);
        var last = own.Split(' ')[^1];
        foreach (var group in PlainWords.Synonyms.Where(group => group.Contains(own) || group.Contains(last)))
        {
            foreach (var word in group.Where(word => word != own)) yield return (word, false);
        }
    }

    // "Unit_Price (KRW)" is asked for as "unit price".
    private static string Plain(string name) =>
        Blanks().Replace(Brackets().Replace(CamelCase().Replace(name, "$1 $2"), " ").Replace('_', ' ').Replace('-', ' '), " ").Trim().ToLowerInvariant();

    private static (int At, int Length)? Find(string question, string name, bool mayBePlural = true)
    {
        if (!char.IsAsciiLetterOrDigit(name[0]))
        {
            var at = question.IndexOf(name, StringComparison.Ordinal);
            return at < 0 ? null : (at, name.Length);
        }

        var stem = mayBePlural && name is [.., not 's', 's'] && name.Length > 3 ? name[..^1] : name;
        var pattern = mayBePlural && stem.EndsWith('y') ? $"{Regex.Escape(stem[..^1])}(?:y|ies)" : $"{Regex.Escape(stem)}{(mayBePlural ? "(?:e?s)?" : "")}";
        var match = Regex.Match(question, $"(?<![a-z0-9]){pattern}(?![a-z0-9])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success ? (match.Index, match.Length) : null;
    }

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex CamelCase();

    [GeneratedRegex(@"\(.*?\)|\[.*?\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"(^|\b)(id|no|code|number|year|month|zip|phone)$|번호$|코드$|연도$|년도$")]
    private static partial Regex LabelName();
}
