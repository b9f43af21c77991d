using System.Globalization;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>Translates simple questions about one table into SQL by rules, without a model: counts, sums, averages, extremes, groups.</summary>
/// <remarks>For the built-in demo model, which cannot write SQL. What the rules do not understand is not guessed at.</remarks>
internal sealed class PlainQuestion
{
    private const int RowsShown = 20;

    private static readonly string[] GroupingWords = [" by", " per", " each", " every"];

    private readonly string _question;
    private readonly TableDescription _table;
    private readonly List<PlainMention> _mentions;
    private readonly PlainFilter _filter;
    private readonly bool _korean;
    private readonly string _from;

    private PlainQuestion(string question, TableDescription table)
    {
        _korean = PlainWords.IsKorean(question);
        _question = string.Join(' ', question.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _table = table;
        _mentions = PlainColumns.In(_question, table);
        _filter = PlainFilter.In(_question, table, _mentions);
        _from = $" FROM {table.Name}{_filter.Sql}";
    }

    /// <summary>The SQL of a question, or null where the rules do not understand it.</summary>
    public static PlainQuery? Translate(string question, TableSchema schema) => schema.Tables
        .Select(table => new PlainQuestion(question, table))
        .OrderByDescending(candidate => (candidate._mentions.Count * 2) + candidate._filter.Columns.Count)
        .First().Translate();

    /// <summary>The column of which sums are asked where none is named: the only one, or the one that is most often meant.</summary>
    public static ColumnDescription? Measure(TableDescription table)
    {
        var numbers = table.Columns.Where(column => IsNumber(column) && !PlainColumns.IsLabel(column)).ToList();
        if (numbers.Count == 1) return numbers[0];
        return numbers.Find(column => PlainWords.Synonyms[0].Any(word => column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether a column holds numbers.</summary>
    public static bool IsNumber(ColumnDescription column) => column.Kind is ColumnKind.Integer or ColumnKind.Number;

    /// <summary>A name as SQL writes it.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private ColumnDescription? Named => _mentions.Find(mention => IsNumber(mention.Column) && !PlainColumns.IsLabel(mention.Column) && !IsOnlyCompared(mention))?.Column;

    private PlainQuery? Translate()
    {
        var group = Grouped();
        var isExtreme = PlainWords.AsksHighest(_question) || PlainWords.AsksLowest(_question) || PlainWords.AsksTop(_question) is not null;
        if (isExtreme && (group ?? Subject()) is { } subject) return Extreme(subject);
        if (group is { } groups) return Groups(groups);
        if (PlainWords.AsksDifferent(_question) && Subject() is { Column: { } different }) return Different(different);
        if (PlainWords.AsksAverage(_question)) return One("avg");
        if (PlainWords.AsksHighest(_question)) return One("max");
        if (PlainWords.AsksLowest(_question)) return One("min");
        if (PlainWords.AsksCount(_question)) return Named is { } counted && !_filter.Columns.Contains(counted) ? Aggregate("sum", counted) : Count();
        if (PlainWords.AsksSum(_question)) return One("sum");
        if (Named is { } column && !_filter.IsEmpty) return Aggregate("sum", column);
        return PlainWords.AsksRows(_question) && (_mentions.Count > 0 || !_filter.IsEmpty) ? List() : null;
    }

    /// <summary>What is grouped by, where the question says so: a column, or the first characters of a day.</summary>
    private (ColumnDescription Column, int Period)? Grouped()
    {
        if (PlainWords.AsksPeriod(_question) is > 0 and var period && _table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Date) is { } day) return (day, period);
        var mention = _mentions.Find(candidate => IsGrouping(candidate) && !_filter.Columns.Contains(candidate.Column));
        return mention is null ? null : (mention.Column, 0);
    }

    private bool IsGrouping(PlainMention mention)
    {
        if (IsNumber(mention.Column) && !PlainColumns.IsLabel(mention.Column)) return false;
        var (before, after) = (_question[..mention.At].TrimEnd(), _question[mention.End..]);
        return after.StartsWith('별') || after.StartsWith("마다", StringComparison.Ordinal) || before.EndsWith('각')
            || GroupingWords.Any(word => before.EndsWith(word, StringComparison.Ordinal));
    }

    private (ColumnDescription Column, int Period)? Subject()
    {
        var mention = _mentions.Find(candidate => !IsNumber(candidate.Column) && candidate.Column.Kind != ColumnKind.Date && !_filter.Columns.Contains(candidate.Column));
        return mention is null ? null : (mention.Column, 0);
    }

    private bool IsOnlyCompared(PlainMention mention) => _filter.Columns.Contains(mention.Column) && PlainWords.ComparisonIn(_question) is not null
        && _mentions.Exists(other => other != mention && IsNumber(other.Column));

    private PlainQuery? Extreme((ColumnDescription Column, int Period) subject)
    {
        var isLowest = PlainWords.AsksLowest(_question);
        var order = isLowest ? "ASC" : "DESC";
        var most = PlainWords.AsksTop(_question) ?? 1;
        var measure = Named ?? (PlainWords.AsksCount(_question) ? null : Measure(_table));
        var repeats = subject.Period > 0 || subject.Column.Values.Count == 0 || _table.RowCount is null || _table.RowCount > subject.Column.Values.Count;
        var isGrouped = measure is null || PlainWords.AsksSum(_question) || PlainWords.AsksAverage(_question) || (repeats && subject.Column.Values.Count > 0) || subject.Period > 0;
        var (key, name) = Key(subject);
        var tail = string.Create(CultureInfo.InvariantCulture, $" ORDER BY 2 {order} LIMIT {most}");
        if (!isGrouped)
        {
            return new PlainQuery(
                $"SELECT {key}, {Quote(measure!.Name)}{_from}{(_filter.IsEmpty ? " WHERE " : " AND ")}{Quote(measure.Name)} IS NOT NULL{tail}",
                Label($"{(isLowest ? "lowest" : "highest")} {measure.Name}", $"{measure.Name} {(isLowest ? "최저" : "최고")}"),
                measure.Unit);
        }

        var (what, english, korean) = Figure(measure);
        return new PlainQuery(
            $"SELECT {key} AS {Quote(name)}, {what} AS {Quote(_korean ? korean : english)}{_from} GROUP BY 1{tail}",
            Label($"{(isLowest ? "lowest" : "highest")} {english} by {name}", $"{name}별 {korean} {(isLowest ? "최저" : "최고")}"),
            measure?.Unit ?? "");
    }

    private PlainQuery Groups((ColumnDescription Column, int Period) group)
    {
        var measure = Named ?? (PlainWords.AsksSum(_question) || PlainWords.AsksAverage(_question) ? Measure(_table) : null);
        var (key, name) = Key(group);
        var (what, english, korean) = Figure(measure);
        return new PlainQuery(
            $"SELECT {key} AS {Quote(name)}, {what} AS {Quote(_korean ? korean : english)}{_from} GROUP BY 1 ORDER BY {(group.Period > 0 ? "1" : "2 DESC")}",
            Label($"{english} by {name}", $"{name}별 {korean}"),
            measure?.Unit ?? "");
    }

    private (string Key, string Name) Key((ColumnDescription Column, int Period) group) => group.Period switch
    {
        0 => (Quote(group.Column.Name), group.Column.Name),
        7 => (Period(7), _korean ? "월" : "month"),
        _ => (Period(4), _korean ? "연도" : "year"),
    };

    private string Period(int length) =>
        string.Create(CultureInfo.InvariantCulture, $"substr(CAST({Quote(_table.Columns.First(column => column.Kind == ColumnKind.Date).Name)} AS TEXT), 1, {length})");

    private (string Sql, string English, string Korean) Figure(ColumnDescription? measure)
    {
        if (measure is null) return ("count(*)", "number of rows", "건수");
        var name = PlainWords.AsksAverage(_question) ? "avg" : "sum";
        return ($"{name}({Quote(measure.Name)})", $"{English(name)} of {measure.Name}", $"{measure.Name} {Korean(name)}");
    }

    private PlainQuery Different(ColumnDescription column) => PlainWords.AsksCount(_question)
        ? new PlainQuery($"SELECT count(DISTINCT {Quote(column.Name)}){_from}", Label($"number of different values of {column.Name}", $"서로 다른 {column.Name} 수"), "")
        : new PlainQuery($"SELECT DISTINCT {Quote(column.Name)}{_from} ORDER BY 1", Label($"different values of {column.Name}", $"{column.Name} 종류"), "");

    private PlainQuery? One(string function) => (Named ?? Measure(_table)) is { } column ? Aggregate(function, column) : null;

    private PlainQuery Aggregate(string function, ColumnDescription column) => new(
        $"SELECT {function}({Quote(column.Name)}){_from}", Label($"{English(function)} of {column.Name}", $"{column.Name} {Korean(function)}"), column.Unit);

    private PlainQuery Count() => new($"SELECT count(*){_from}", Label("number of rows", "건수"), "");

    private PlainQuery List()
    {
        var columns = _mentions.Count > 0 && _filter.IsEmpty ? string.Join(", ", _mentions.Select(mention => Quote(mention.Column.Name))) : "*";
        return new PlainQuery(string.Create(CultureInfo.InvariantCulture, $"SELECT {columns}{_from} LIMIT {RowsShown}"), Label("rows", "목록"), "");
    }

    private LocalText Label(string english, string korean) => LocalText.Of(english + _filter.Told, korean + _filter.Told);

    private static string English(string function) => function switch { "avg" => "average", "max" => "highest value", "min" => "lowest value", _ => "sum" };

    private static string Korean(string function) => function switch { "avg" => "평균", "max" => "최댓값", "min" => "최솟값", _ => "합계" };
}
