using System.Globalization;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Core.Tables.Sql;

/// <summary>Makes sure that SQL is one statement that only reads, before a database sees it.</summary>
/// <remarks>
/// The first of several guards: each source also makes its database refuse to write. What is refused here is refused with a
/// reason that a person, or the model that wrote it, can act on.
/// </remarks>
public static class ReadOnlySql
{
    /// <summary>The longest statement in characters.</summary>
    public const int MostCharacters = 20_000;

    private static readonly HashSet<string> Writing = new(["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE"], StringComparer.Ordinal);

    /// <summary>Checks a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="dialect">Whose SQL it is.</param>
    /// <param name="values">How many values it is given: <c>$1</c> to <c>$n</c> may stand in it.</param>
    /// <returns>The statement without the semicolon after it.</returns>
    /// <exception cref="NodeException">It is empty, too long, more than one statement, or does more than read.</exception>
    public static string Check(string sql, SqlDialect dialect, int values = 0)
    {
        if (sql.Length > MostCharacters)
        {
            throw TableFault.Refused(
                $"it has {sql.Length} characters and {MostCharacters} are allowed. Make it shorter.",
                $"글자 수가 {sql.Length}자로 한도 {MostCharacters}자를 넘습니다. 더 짧게 쓰세요.");
        }

        var tokens = SqlTokenizer.Read(sql, dialect);
        var end = tokens.FindIndex(token => token.Kind == SqlTokenKind.Semicolon);
        if (end >= 0 && tokens.Skip(end).Any(token => token.Kind != SqlTokenKind.Semicolon))
            throw TableFault.Refused("it holds more than one statement. Write a single SELECT.", "문장이 둘 이상입니다. SELECT 문 하나만 쓰세요.");
        var text = end < 0 ? sql : sql[..tokens[end].Offset];
        if (end >= 0) tokens.RemoveRange(end, tokens.Count - end);
        if (tokens.Count == 0) throw TableFault.Refused("it is empty. Write a SELECT.", "내용이 없습니다. SELECT 문을 쓰세요.");
        CheckStart(tokens, dialect);
        for (var i = 0; i < tokens.Count; i++) CheckToken(tokens, i, dialect, values);
        return text.Trim();
    }

    private static void CheckStart(List<SqlToken> tokens, SqlDialect dialect)
    {
        var first = tokens.SkipWhile(token => dialect == SqlDialect.PostgreSql && token.Is('(')).FirstOrDefault();
        if (first.Is("SELECT") || first.Is("WITH") || first.Is("VALUES")) return;
        var word = first.Text is { Length: > 0 } written ? written[..Math.Min(written.Length, 40)] : "(";
        throw TableFault.Refused(
            $"it begins with {word}, but only reading is allowed. Begin with SELECT or WITH.",
            $"{word}(으)로 시작하지만 읽기만 할 수 있습니다. SELECT나 WITH로 시작하세요.");
    }

    private static void CheckToken(List<SqlToken> tokens, int index, SqlDialect dialect, int values)
    {
        var token = tokens[index];
        if (token.Kind == SqlTokenKind.Parameter) CheckParameter(token, values);
        if (token.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName)) return;
        if (dialect == SqlDialect.PostgreSql && PostgresNames.AreRefused(token.Text)) throw Forbidden(token.Text.ToLowerInvariant());
        if (token.Kind != SqlTokenKind.Word) return;
        if (token.Text == "INTO")
            throw TableFault.Refused("INTO would write a table. Only read with SELECT.", "INTO는 표를 새로 씁니다. SELECT로 읽기만 하세요.");
        if (token.Text is "UPDATE" or "SHARE" && dialect == SqlDialect.PostgreSql && Locks(tokens, index))
            throw TableFault.Refused("FOR UPDATE and its like lock rows. Leave that out.", "FOR UPDATE 같은 절은 행을 잠급니다. 빼 주세요.");
        if (Writing.Contains(token.Text) && BeginsStatement(tokens, index))
        {
            throw TableFault.Refused(
                $"{token.Text} would change the data. Only read with SELECT.",
                $"{token.Text} 문은 데이터를 바꿉니다. SELECT로 읽기만 하세요.");
        }
    }

    private static void CheckParameter(SqlToken token, int values)
    {
        if (int.TryParse(token.Text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= values) return;
        throw TableFault.Refused(
            $"\"{token.Text}\" stands where a value would be put in, and there is none. Write the value itself.",
            $"\"{token.Text}\" 자리에 넣을 값이 없습니다. 값을 직접 쓰세요.");
    }

    private static bool Locks(List<SqlToken> tokens, int index) =>
        (index >= 1 && tokens[index - 1].Is("FOR")) || (index >= 2 && tokens[index - 1].Is("KEY") && (tokens[index - 2].Is("NO") || tokens[index - 2].Is("FOR")));

    // In a query, a statement can begin only in the brackets of a common table expression, or after the last of them.
    private static bool BeginsStatement(List<SqlToken> tokens, int index)
    {
        if (index == 0) return true;
        if (index + 1 < tokens.Count && tokens[index + 1].Is('(')) return false;
        var before = tokens[index - 1];
        if (before.Is(')')) return tokens[0].Is("WITH") && Depth(tokens, index) == 0;
        if (!before.Is('(') || index < 2) return false;
        return tokens[index - 2].Is("AS") || tokens[index - 2].Is("MATERIALIZED");
    }

    private static int Depth(List<SqlToken> tokens, int index)
    {
        var depth = 0;
        for (var i = 0; i < index; i++) depth += tokens[i].Is('(') ? 1 : tokens[i].Is(')') ? -1 : 0;
        return depth;
    }

    private static NodeException Forbidden(string name) => TableFault.Refused(
        $"\"{name}\" reaches past the tables to files, settings or other sessions. Use only tables and ordinary functions.",
        $"\"{name}\"은(는) 표를 벗어나 파일이나 설정, 다른 세션에 접근합니다. 표와 일반 함수만 사용하세요.");
}
