using System.Globalization;
using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Tables.Sql;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>SQL with variables, each of which becomes a value that is given to the database apart from the SQL.</summary>
internal static class SqlTemplate
{
    /// <summary>The statement with <c>$1</c>, <c>$2</c> … in place of its variables, and their names in that order.</summary>
    /// <exception cref="NodeException">It holds anything but plain variables, or one in quotes.</exception>
    public static (string Sql, IReadOnlyList<string> Names) Read(Template template)
    {
        if (template.Problem is { } problem) throw new NodeException("template.syntax", problem.Text);
        var sql = new StringBuilder();
        var names = new List<string>();
        foreach (var part in template.Parts)
        {
            switch (part)
            {
                case TemplatePart.Literal literal:
                    sql.Append(literal.Text);
                    break;
                case TemplatePart.Value { Path: { Up: 0, Data: null, Segments: [var name] } }:
                    if (!names.Contains(name)) names.Add(name);
                    sql.Append(CultureInfo.InvariantCulture, $"${names.IndexOf(name) + 1}");
                    break;
                default:
                    throw TableFault.Refused(
                        "only plain variables such as {{name}} can stand in SQL.", "SQL에는 {{name}} 같은 단순한 변수만 쓸 수 있습니다.");
            }
        }

        return (sql.ToString(), names);
    }

    /// <summary>What is wrong with a statement whatever its values are, or null.</summary>
    public static NodeException? ProblemOf(Template template, SqlDialect dialect)
    {
        try
        {
            var (sql, names) = Read(template);
            CheckQuotes(sql, names);
            ReadOnlySql.Check(sql, dialect, names.Count);
            return null;
        }
        catch (NodeException failure)
        {
            return failure;
        }
    }

    // '{{name}}' would be the text "$1" and not the value.
    private static void CheckQuotes(string sql, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"'${i + 1}'");
            if (!sql.Contains(place, StringComparison.Ordinal)) continue;
            throw TableFault.Refused(
                $"{{{{{names[i]}}}}} stands in quotes. Write it without: the value is put in as it is.",
                $"{{{{{names[i]}}}}}이(가) 따옴표 안에 있습니다. 값이 그대로 들어가므로 따옴표 없이 쓰세요.");
        }
    }
}
