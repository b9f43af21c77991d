using System.Globalization;
using System.Text;
using FlowBuilder.Core.Tables;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Data.Tables.Plain;

/// <summary>Says what a simple question's query gave, and that no model was asked.</summary>
internal static class PlainAnswer
{
    private const int MostRows = 20;

    /// <summary>The answer.</summary>
    public static string Of(PlainQuery query, TableRows rows, bool korean)
    {
        var label = korean ? query.Label.For(TemplateParser.Korean) : query.Label.English;
        var note = korean ? "_언어 모델 없이 내장 규칙으로 계산했습니다._" : "_Worked out by built-in rules, without a language model._";
        return $"{Said(label, query, rows, korean)}\n\n{note}";
    }

    /// <summary>What to say where the rules do not understand a question.</summary>
    public static string NotUnderstood(string question, TableSchema schema)
    {
        var table = schema.Tables[0];
        var measure = PlainQuestion.Measure(table)?.Name ?? table.Columns.FirstOrDefault(PlainQuestion.IsNumber)?.Name;
        var group = table.Columns.FirstOrDefault(column => column.Kind == ColumnKind.Text)?.Name;
        if (PlainWords.IsKorean(question))
        {
            var example = measure is not null && group is not null ? $"\"{group}별 {measure} 합계는?\"" : "\"모두 몇 건이야?\"";
            return $"내장 데모 모델은 SQL을 쓰지 못하고, 표 하나에 대한 간단한 질문(건수, 합계, 평균, 최고와 최저, 열별 집계)만 이해합니다. 예: {example}. 다른 질문에 답하려면 실제 모델을 연결하세요.";
        }

        var sample = measure is not null && group is not null ? $"\"What is the total {measure} by {group}?\"" : "\"How many rows are there?\"";
        return $"The built-in demo model cannot write SQL. It understands simple questions about one table only: counts, sums, averages, the highest and lowest, figures by a column. For example: {sample} Connect a real model for other questions.";
    }

    private static string Said(string label, PlainQuery query, TableRows rows, bool korean)
    {
        if (rows.Rows.Count == 0) return korean ? $"{label}: 결과가 없습니다." : $"{label}: nothing was found.";
        if (rows is { Columns.Count: 1, Rows: [[var only]] })
            return only is null ? (korean ? $"{label}: 결과가 없습니다." : $"{label}: nothing was found.") : $"{Capital(label)}: {Value(only, query.Unit)}";
        if (rows.Columns.Count != 2) return $"{Capital(label)}:\n\n{TableMarkdown.Of(rows, MostRows, korean)}";
        var text = new StringBuilder(Capital(label)).Append(':').Append('\n');
        foreach (var row in rows.Rows.Take(MostRows)) text.Append("\n- ").Append(TableMarkdown.Cell(row[0])).Append(": ").Append(Value(row[1], query.Unit));
        if (rows.Rows.Count > MostRows) text.Append("\n- …");
        return text.ToString();
    }

    private static string Value(object? value, string unit)
    {
        var number = value switch
        {
            long whole => whole.ToString("N0", CultureInfo.InvariantCulture),
            double real => real.ToString("#,0.##", CultureInfo.InvariantCulture),
            decimal exact => exact.ToString("#,0.##", CultureInfo.InvariantCulture),
            _ => null,
        };
        if (number is null) return TableMarkdown.Cell(value);
        return unit is "₩" or "$" or "€" or "£" or "¥" ? unit + number : number + (unit.Length > 1 && char.IsAsciiLetter(unit[0]) ? $" {unit}" : unit);
    }

    private static string Capital(string label) => char.ToUpperInvariant(label[0]) + label[1..];
}
