using System.Globalization;
using FlowBuilder.Core.Tables;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>The conditions that a simple question sets.</summary>
internal sealed class PlainFilter
{
    private readonly List<string> _conditions = [];
    private readonly List<string> _told = [];

    /// <summary>The columns on which conditions stand.</summary>
    public HashSet<ColumnDescription> Columns { get; } = [];

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty => _conditions.Count == 0;

    /// <summary>The conditions as SQL: a blank and WHERE, or nothing.</summary>
    public string Sql => IsEmpty ? "" : $" WHERE {string.Join(" AND ", _conditions)}";

    /// <summary>The conditions for people, in brackets, or nothing.</summary>
    public string Told => IsEmpty ? "" : $" ({string.Join(", ", _told)})";

    /// <summary>Reads the conditions of a question.</summary>
    public static PlainFilter In(string question, TableDescription table, IReadOnlyList<PlainMention> mentions)
    {
        var filter = new PlainFilter();
        foreach (var (column, values) in PlainColumns.ValuesIn(question, table, mentions)) filter.AddValues(column, values);
        var days = mentions.FirstOrDefault(mention => mention.Column.Kind == ColumnKind.Date)?.Column ?? table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Date);
        if (days is not null) filter.AddDays(days, PlainWords.YearIn(question), PlainWords.MonthsIn(question));
        if (PlainWords.ComparisonIn(question) is var (sign, number, at)) filter.AddComparison(table, mentions, sign, number, at);
        return filter;
    }

    private void AddValues(ColumnDescription column, List<string> values)
    {
        var list = string.Join(", ", values.Select(value => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'"));
        Add(column, values.Count == 1 ? $"{PlainQuestion.Quote(column.Name)} = {list}" : $"{PlainQuestion.Quote(column.Name)} IN ({list})", $"{column.Name} = {string.Join(" / ", values)}");
    }

    private void AddDays(ColumnDescription column, string? year, (string First, string Last)? months)
    {
        var day = $"CAST({PlainQuestion.Quote(column.Name)} AS TEXT)";
        if (year is not null) Add(column, $"substr({day}, 1, 4) = '{year}'", year);
        if (months is not var (first, last)) return;
        var isOne = first == last;
        Add(column, isOne ? $"substr({day}, 6, 2) = '{first}'" : $"substr({day}, 6, 2) BETWEEN '{first}' AND '{last}'", isOne ? $"-{first}" : $"-{first} … -{last}");
    }

    private void AddComparison(TableDescription table, IReadOnlyList<PlainMention> mentions, string sign, decimal number, int at)
    {
        var column = mentions.LastOrDefault(mention => mention.At < at && PlainQuestion.IsNumber(mention.Column))?.Column
            ?? mentions.FirstOrDefault(mention => PlainQuestion.IsNumber(mention.Column))?.Column
            ?? PlainQuestion.Measure(table);
        if (column is null) return;
        var written = number.ToString(CultureInfo.InvariantCulture);
        Add(column, $"{PlainQuestion.Quote(column.Name)} {sign} {written}", $"{column.Name} {sign} {written}");
    }

    private void Add(ColumnDescription column, string condition, string told)
    {
        Columns.Add(column);
        _conditions.Add(condition);
        _told.Add(told);
    }
}
