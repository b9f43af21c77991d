using FlowBuilder.Core.Faults;

namespace FlowBuilder.Core.Tables.Sql;

/// <summary>Takes SQL apart as its database does: texts, quoted names, comments and dollar quotes are never mistaken for code.</summary>
/// <remarks>
/// After the lexical rules of SQLite (sqlite.org/lang_keywords, src/tokenize.c) and PostgreSQL 15 (chapter 4.1 of its manual,
/// with standard_conforming_strings on). What the two rules could read in more than one way is refused.
/// </remarks>
internal ref struct SqlTokenizer
{
    private readonly ReadOnlySpan<char> _sql;
    private readonly SqlDialect _dialect;
    private int _at;

    private SqlTokenizer(ReadOnlySpan<char> sql, SqlDialect dialect)
    {
        _sql = sql;
        _dialect = dialect;
    }

    private readonly bool IsPostgres => _dialect == SqlDialect.PostgreSql;

    /// <summary>The pieces in order, without blanks and comments.</summary>
    /// <exception cref="NodeException">A quote or comment is not closed, or a character has no place in SQL.</exception>
    public static List<SqlToken> Read(string sql, SqlDialect dialect)
    {
        var tokenizer = new SqlTokenizer(sql, dialect);
        var tokens = new List<SqlToken>();
        while (tokenizer.Next() is { } token) tokens.Add(token);
        return tokens;
    }

    private SqlToken? Next()
    {
        SkipBlanks();
        if (_at >= _sql.Length) return null;
        var start = _at;
        var letter = _sql[_at];
        var following = _at + 1 < _sql.Length ? _sql[_at + 1] : '\0';
        if (letter == '\0') throw TableFault.Refused("it holds a NUL character. Remove it.", "NUL 문자가 들어 있습니다. 그 문자를 지우세요.");
        if (letter == '\'') return Quoted(SqlTokenKind.Text, '\'', escapes: false);
        if (letter == '"') return Quoted(SqlTokenKind.QuotedName, '"', escapes: false);
        if (letter == ';') return Sign(SqlTokenKind.Semicolon);
        if (letter == '$') return Dollar();
        if (!IsPostgres && letter == '`') return Quoted(SqlTokenKind.QuotedName, '`', escapes: false);
        if (!IsPostgres && letter == '[') return Bracketed();
        if (!IsPostgres && (letter is '?' or '@' or '#' || (letter == ':' && IsNameStart(following)))) throw Placeholder(letter);
        if (IsPostgres && letter is 'u' or 'U' && following == '&')
            throw TableFault.Refused("U&'…' and U&\"…\" are not allowed. Write the characters themselves.", "U&'…'와 U&\"…\"는 쓸 수 없습니다. 글자를 그대로 쓰세요.");
        if (following == '\'' && letter is 'e' or 'E' or 'x' or 'X' or 'b' or 'B' or 'n' or 'N')
        {
            _at++;
            return Quoted(SqlTokenKind.Text, '\'', escapes: IsPostgres && letter is 'e' or 'E');
        }

        if (char.IsAsciiDigit(letter) || (letter == '.' && char.IsAsciiDigit(following))) return Number();
        if (!IsNameStart(letter)) return Sign(SqlTokenKind.Sign);
        while (_at < _sql.Length && IsNamePart(_sql[_at])) _at++;
        return new SqlToken(SqlTokenKind.Word, _sql[start.._at].ToString().ToUpperInvariant(), start);
    }

    private void SkipBlanks()
    {
        while (_at < _sql.Length)
        {
            var rest = _sql[_at..];
            if (rest[0] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _at++;
            }
            else if (rest.StartsWith("--"))
            {
                var end = rest.IndexOfAny('\n', '\r');
                if (end >= 0 && rest[end] == '\r' && !IsPostgres && !(end + 1 < rest.Length && rest[end + 1] == '\n'))
                    throw TableFault.Refused("a comment ends in a bare carriage return. Use ordinary line ends.", "주석이 줄 바꿈이 아닌 문자로 끝납니다. 일반 줄 바꿈을 쓰세요.");
                _at = end < 0 ? _sql.Length : _at + end;
            }
            else if (rest.StartsWith("/*"))
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    // PostgreSQL nests block comments, SQLite does not.
    private void SkipComment()
    {
        var depth = 1;
        for (_at += 2; _at < _sql.Length; _at++)
        {
            var rest = _sql[_at..];
            if (rest.StartsWith("*/"))
            {
                _at++;
                if (--depth > 0) continue;
                _at++;
                return;
            }

            if (!IsPostgres || !rest.StartsWith("/*")) continue;
            depth++;
            _at++;
        }

        throw NotClosed("a comment", "주석");
    }

    private SqlToken Quoted(SqlTokenKind kind, char quote, bool escapes)
    {
        var start = _at++;
        while (_at < _sql.Length)
        {
            var letter = _sql[_at++];
            if (letter == '\0') throw TableFault.Refused("it holds a NUL character. Remove it.", "NUL 문자가 들어 있습니다. 그 문자를 지우세요.");
            if (escapes && letter == '\\')
            {
                _at++;
                continue;
            }

            if (letter != quote) continue;
            if (_at < _sql.Length && _sql[_at] == quote)
            {
                _at++;
                continue;
            }

            var inner = _sql[(start + 1)..(_at - 1)].ToString().Replace(new string(quote, 2), new string(quote, 1), StringComparison.Ordinal);
            return new SqlToken(kind, inner, start);
        }

        throw NotClosed("a quotation mark", "따옴표");
    }

    private SqlToken Bracketed()
    {
        var start = _at;
        var end = _sql[_at..].IndexOf(']');
        if (end < 0) throw NotClosed("a square bracket", "대괄호");
        _at += end + 1;
        return new SqlToken(SqlTokenKind.QuotedName, _sql[(start + 1)..(_at - 1)].ToString(), start);
    }

    private SqlToken Dollar()
    {
        var start = _at++;
        while (_at < _sql.Length && char.IsAsciiDigit(_sql[_at])) _at++;
        if (_at > start + 1)
        {
            if (_at < _sql.Length && IsNamePart(_sql[_at])) throw Placeholder('$');
            return new SqlToken(SqlTokenKind.Parameter, _sql[start.._at].ToString(), start);
        }

        if (!IsPostgres) throw Placeholder('$');
        while (_at < _sql.Length && _sql[_at] != '$' && IsNamePart(_sql[_at])) _at++;
        if (_at >= _sql.Length || _sql[_at] != '$') throw Placeholder('$');
        var tag = _sql[start..(_at + 1)];
        var end = _sql[(_at + 1)..].IndexOf(tag, StringComparison.Ordinal);
        if (end < 0) throw NotClosed("a dollar quote", "달러 따옴표");
        var text = _sql.Slice(_at + 1, end).ToString();
        _at += 1 + end + tag.Length;
        return new SqlToken(SqlTokenKind.Text, text, start);
    }

    private SqlToken Number()
    {
        var start = _at;
        if (_sql[_at] == '0' && _at + 1 < _sql.Length && _sql[_at + 1] is 'x' or 'X')
        {
            _at += 2;
            while (_at < _sql.Length && char.IsAsciiHexDigit(_sql[_at])) _at++;
        }
        else
        {
            while (_at < _sql.Length && (char.IsAsciiDigit(_sql[_at]) || _sql[_at] == '.')) _at++;
            var sign = _at + 1 < _sql.Length && _sql[_at + 1] is '+' or '-' ? 2 : 1;
            if (_at + sign < _sql.Length && _sql[_at] is 'e' or 'E' && char.IsAsciiDigit(_sql[_at + sign]))
            {
                _at += sign;
                while (_at < _sql.Length && char.IsAsciiDigit(_sql[_at])) _at++;
            }
        }

        // Some versions read 1INTO as a number and a keyword.
        if (_at < _sql.Length && IsNamePart(_sql[_at]))
            throw TableFault.Refused("letters follow a number without a blank. Put a blank between them.", "숫자 뒤에 글자가 바로 붙어 있습니다. 사이를 띄어 쓰세요.");
        return new SqlToken(SqlTokenKind.Number, _sql[start.._at].ToString(), start);
    }

    private SqlToken Sign(SqlTokenKind kind)
    {
        var token = new SqlToken(kind, _sql[_at].ToString(), _at);
        _at++;
        return token;
    }

    private static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_' || letter >= 0x80;

    private static bool IsNamePart(char letter) => IsNameStart(letter) || char.IsAsciiDigit(letter) || letter == '$';

    private static NodeException Placeholder(char sign) => TableFault.Refused(
        $"\"{sign}\" stands where a value would be put in. Write the value itself.",
        $"값을 넣을 자리에 \"{sign}\" 기호가 있습니다. 값을 직접 쓰세요.");

    private static NodeException NotClosed(string english, string korean) => TableFault.Refused(
        $"{english} is never closed. Close it.", $"{korean}이(가) 닫히지 않았습니다. 닫아 주세요.");
}
