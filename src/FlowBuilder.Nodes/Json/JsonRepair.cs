using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowBuilder.Nodes.Json;

/// <summary>Reads what was meant to be JSON (as RFC 8259) and is nearly so, as models write it, and notes what it had to mend.</summary>
/// <remarks>
/// Comments, trailing and missing commas, single and curly quotes, names and words without quotes, literals of Python and
/// JavaScript, numbers such as <c>.5</c>, <c>+1</c> or <c>1_000</c>, line breaks and bad escapes in texts, dots left for "and so on",
/// and an end that was cut off. One pass, one instance a text.
/// </remarks>
internal sealed class JsonRepair
{
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly List<JsonRepairKind> _repairs = [];
    private int _at;

    private JsonRepair(string text, int at) => (_text, _at) = (text, at);

    /// <summary>Reads the value that begins with the bracket at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place of the bracket.</param>
    /// <param name="end">The place after the value.</param>
    /// <param name="repairs">What was mended; each kind once.</param>
    /// <returns>The value, or null where there is none that makes sense.</returns>
    public static JsonElement? Read(string text, int start, out int end, out IReadOnlyList<JsonRepairKind> repairs)
    {
        var reader = new JsonRepair(text, start);
        var read = reader.TryValue(0, out var value);
        end = reader._at;
        repairs = reader._repairs;
        return read ? JsonSerializer.SerializeToElement(value) : null;
    }

    private bool IsAtEnd => _at >= _text.Length;

    private bool TryValue(int depth, out JsonNode? value)
    {
        value = null;
        SkipBlanks();
        if (IsAtEnd || depth > MaxDepth) return false;
        switch (_text[_at])
        {
            case '{':
                return TryObject(depth, out value);
            case '[':
            case '(' when depth > 0:
                return TryList(depth, out value);
            case '"' or '\'' or '“' or '”' or '‘' or '’' or '`':
                value = JsonValue.Create(ReadText());
                return true;
            default:
                return TryBare(out value);
        }
    }

    private bool TryObject(int depth, out JsonNode? value)
    {
        var members = new JsonObject();
        value = members;
        _at++;
        while (true)
        {
            SkipBetween(members.Count > 0);
            if (IsAtEnd) return Note(JsonRepairKind.CutOff);
            if (_text[_at] == '}')
            {
                _at++;
                return true;
            }

            if (!TryName(out var name)) return false;
            SkipBlanks();
            if (IsAtEnd) return Note(JsonRepairKind.CutOff);
            if (_text[_at] == '=' && _at + 1 < _text.Length && _text[_at + 1] == '>') _at++;
            if (_text[_at] is not (':' or '=' or '>' or '：')) return false;
            _at++;
            SkipBlanks();
            if (IsAtEnd) return Note(JsonRepairKind.CutOff);
            if (_text[_at] is ',' or '}')
            {
                Note(JsonRepairKind.Missing);
                members[name] = null;
                continue;
            }

            if (!TryValue(depth + 1, out var member)) return false;
            members[name] = member;
        }
    }

    private bool TryList(int depth, out JsonNode? value)
    {
        var items = new JsonArray();
        value = items;
        var close = _text[_at] == '(' ? ')' : ']';
        if (close == ')') Note(JsonRepairKind.Literals);
        _at++;
        while (true)
        {
            SkipBetween(items.Count > 0);
            if (IsAtEnd) return Note(JsonRepairKind.CutOff);
            if (_text[_at] == close)
            {
                _at++;
                return true;
            }

            // An object whose bracket was forgotten ends with its list.
            if (_text[_at] is '}' or ']') return depth > 0 && Note(JsonRepairKind.CutOff);
            if (!TryValue(depth + 1, out var item)) return false;
            items.Add(item);
        }
    }

    private bool TryName(out string name)
    {
        if (_text[_at] is '"' or '\'' or '“' or '”' or '‘' or '’' or '`')
        {
            name = ReadText();
            return true;
        }

        var start = _at;
        while (!IsAtEnd && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$' or '-' or '.')) _at++;
        name = _text[start.._at];
        if (name.Length > 0) Note(JsonRepairKind.Unquoted);
        return name.Length > 0;
    }

    // A word, number or literal without quotes, to the next comma, bracket or line end.
    private bool TryBare(out JsonNode? value)
    {
        var start = _at;
        while (!IsAtEnd && _text[_at] is not (',' or '}' or ']' or ')' or '\n' or '{' or '[' or '"') && !IsComment()) _at++;
        var word = _text[start.._at].Trim().TrimEnd(';');
        value = null;
        if (word.Length == 0) return false;
        switch (word)
        {
            case "true" or "false":
                value = JsonValue.Create(word == "true");
                return true;
            case "null":
                return true;
            case "True" or "TRUE" or "False" or "FALSE":
                value = JsonValue.Create(word[0] == 'T');
                return Note(JsonRepairKind.Literals);
            case "None" or "NULL" or "Null" or "nil" or "undefined" or "NaN" or "Infinity" or "-Infinity" or "nan" or "inf":
                return Note(JsonRepairKind.Literals);
        }

        if (IsAtEnd && word.Length < 5 && ("true".StartsWith(word, StringComparison.Ordinal) || "false".StartsWith(word, StringComparison.Ordinal) || "null".StartsWith(word, StringComparison.Ordinal)))
        {
            if (word[0] != 'n') value = JsonValue.Create(word[0] == 't');
            return Note(JsonRepairKind.CutOff);
        }

        // Numbers one after the other lack their commas; words are one text.
        var blank = word.IndexOf(' ', StringComparison.Ordinal);
        if (blank > 0 && word.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(part => JsonInText.TryParse(part, out var one) && one.ValueKind == JsonValueKind.Number))
        {
            _at = start + blank;
            word = word[..blank];
        }

        if (Number(word) is { } number)
        {
            value = number;
            return true;
        }

        // What holds a colon is a name with its value, and no word.
        if (word.Contains(':', StringComparison.Ordinal) && !word.Contains("://", StringComparison.Ordinal)) return false;
        value = JsonValue.Create(word);
        return Note(JsonRepairKind.Unquoted);
    }

    private JsonNode? Number(string word)
    {
        if (JsonInText.TryParse(word, out var exact) && exact.ValueKind == JsonValueKind.Number) return JsonNode.Parse(word);
        var plain = word.Replace("_", "", StringComparison.Ordinal);
        if (plain.Length == 0 || !(char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' or '.') || !plain.Any(char.IsAsciiDigit)) return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (plain.StartsWith('0') && plain.Length > 1 && char.IsAsciiDigit(plain[1])) return null;
        if (decimal.TryParse(plain, style, CultureInfo.InvariantCulture, out var number))
        {
            Note(JsonRepairKind.Numbers);
            return JsonValue.Create(number);
        }

        if (!IsAtEnd || !decimal.TryParse(plain.TrimEnd('e', 'E', '+', '-', '.'), style, CultureInfo.InvariantCulture, out var begun)) return null;
        Note(JsonRepairKind.CutOff);
        return JsonValue.Create(begun);
    }

    private string ReadText()
    {
        var close = _text[_at];
        if (close != '"') Note(JsonRepairKind.Quotes);
        SearchValues<char> closes = close switch
        {
            '“' or '”' => DoubleCurly,
            '‘' or '’' => SingleCurly,
            '\'' => Single,
            '`' => Back,
            _ => Double,
        };
        _at++;
        var text = new StringBuilder();
        while (!IsAtEnd)
        {
            var letter = _text[_at++];
            if (closes.Contains(letter) && IsClose()) return Joined(text.ToString());
            if (letter == '\\') ReadEscape(text);
            else
            {
                if (letter is '\n' or '\r' or '\t') Note(JsonRepairKind.ControlCharacters);
                text.Append(letter);
            }
        }

        Note(JsonRepairKind.CutOff);
        return text.ToString();
    }

    private static readonly SearchValues<char> Double = SearchValues.Create("\"");
    private static readonly SearchValues<char> Single = SearchValues.Create("'");
    private static readonly SearchValues<char> Back = SearchValues.Create("`");
    private static readonly SearchValues<char> DoubleCurly = SearchValues.Create("”“");
    private static readonly SearchValues<char> SingleCurly = SearchValues.Create("’‘");

    // A quote inside a text that was not escaped is followed by more of the text; one that closes it, by a mark of JSON.
    private bool IsClose()
    {
        var next = _at;
        while (next < _text.Length && _text[next] is ' ' or '\t') next++;
        if (next >= _text.Length || _text[next] is ',' or '}' or ']' or ')' or ':' or '\n' or '\r' or '+' or '/' or '#' or '=' or ';') return IsMark(next);
        if (_text[next] is '"' or '\'' or '{' or '[' && next > _at) return true;
        Note(JsonRepairKind.Quotes);
        return false;
    }

    // A comma or colon after an inner quote may be the sentence's own: what follows it tells.
    private bool IsMark(int next)
    {
        if (next >= _text.Length || _text[next] != ',') return true;
        next++;
        while (next < _text.Length && char.IsWhiteSpace(_text[next])) next++;
        if (next >= _text.Length || !char.IsLetter(_text[next])) return true;
        var end = next;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] is '_' or '-')) end++;
        if (end < _text.Length && _text[end] is ':' or ',' or ']' or '}') return true;
        if (_text[next..end] is "true" or "false" or "null" or "True" or "False" or "None") return true;
        Note(JsonRepairKind.Quotes);
        return false;
    }

    private void ReadEscape(StringBuilder text)
    {
        if (IsAtEnd) return;
        var letter = _text[_at++];
        switch (letter)
        {
            case 'n':
                text.Append('\n');
                break;
            case 't':
                text.Append('\t');
                break;
            case 'r':
                text.Append('\r');
                break;
            case 'b':
                text.Append('\b');
                break;
            case 'f':
                text.Append('\f');
                break;
            case '"' or '\\' or '/':
                text.Append(letter);
                break;
            case 'u' when _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                text.Append((char)code);
                _at += 4;
                break;
            case '\n':
                Note(JsonRepairKind.Escapes);
                break;
            case '\'' or '`':
                Note(JsonRepairKind.Escapes);
                text.Append(letter);
                break;
            default:
                Note(JsonRepairKind.Escapes);
                text.Append('\\').Append(letter);
                break;
        }
    }

    // "one" + "two", as JavaScript joins texts.
    private string Joined(string text)
    {
        var before = _at;
        SkipBlanks();
        if (!IsAtEnd && _text[_at] == '+')
        {
            _at++;
            SkipBlanks();
            if (!IsAtEnd && _text[_at] is '"' or '\'')
            {
                Note(JsonRepairKind.Quotes);
                return text + ReadText();
            }
        }

        _at = before;
        return text;
    }

    // Over commas, too many or none, and over dots that stand for more of the same.
    private void SkipBetween(bool hasBefore)
    {
        var commas = 0;
        var hasDots = false;
        while (true)
        {
            SkipBlanks();
            if (IsAtEnd) break;
            if (_text[_at] is ',' or ';' or '，')
            {
                commas++;
                _at++;
            }
            else if (_text[_at] == '…' || string.CompareOrdinal(_text, _at, "...", 0, 3) == 0)
            {
                hasDots = Note(JsonRepairKind.Ellipsis);
                _at += _text[_at] == '…' ? 1 : 3;
            }
            else
            {
                break;
            }
        }

        var closes = !IsAtEnd && _text[_at] is '}' or ']' or ')';
        if (IsAtEnd) return;
        if (commas > (hasBefore && (!closes || hasDots) ? 1 : 0) || (commas == 0 && hasBefore && !closes)) Note(JsonRepairKind.Commas);
    }

    private void SkipBlanks()
    {
        while (!IsAtEnd)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF') _at++;
            else if (IsComment()) SkipComment();
            else return;
        }
    }

    private bool IsComment() => _text[_at] switch
    {
        '#' => true,
        '/' => _at + 1 < _text.Length && _text[_at + 1] is '/' or '*' && (_at == 0 || _text[_at - 1] != ':'),
        _ => false,
    };

    private void SkipComment()
    {
        Note(JsonRepairKind.Comments);
        var isBlock = _text[_at] == '/' && _text[_at + 1] == '*';
        var end = isBlock ? _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) : _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end + (isBlock ? 2 : 1);
    }

    private bool Note(JsonRepairKind kind)
    {
        if (!_repairs.Contains(kind)) _repairs.Add(kind);
        return true;
    }
}
