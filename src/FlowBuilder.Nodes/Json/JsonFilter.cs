using System.Globalization;
using System.Text.Json;

namespace FlowBuilder.Nodes.Json;

/// <summary>Reads the condition of a filter: <c>price &gt; 10 &amp;&amp; (name == 'x' || !sold)</c>, names with or without <c>@.</c> before them.</summary>
/// <remarks>Comparisons are those of JSONPath (RFC 9535); <c>and</c>, <c>or</c>, <c>not</c>, <c>=</c> and <c>contains</c> are read too.
/// Numbers compare with numbers and texts with texts; all else is only equal or not.</remarks>
internal sealed class JsonFilter
{
    private const int MaxDepth = 32;

    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">", "=", "contains "];

    private readonly string _text;
    private int _at;

    private JsonFilter(string text) => _text = text;

    /// <summary>The condition, or null where it cannot be read.</summary>
    public static Func<JsonElement, bool>? Parse(string text)
    {
        var filter = new JsonFilter(text);
        var condition = filter.Or(0);
        filter.Skip();
        return filter._at == text.Length ? condition : null;
    }

    private Func<JsonElement, bool>? Or(int depth)
    {
        var left = And(depth);
        while (left is not null && (Take("||") || TakeWord("or")))
        {
            if (And(depth) is not { } right) return null;
            var first = left;
            left = value => first(value) || right(value);
        }

        return left;
    }

    private Func<JsonElement, bool>? And(int depth)
    {
        var left = One(depth);
        while (left is not null && (Take("&&") || TakeWord("and")))
        {
            if (One(depth) is not { } right) return null;
            var first = left;
            left = value => first(value) && right(value);
        }

        return left;
    }

    private Func<JsonElement, bool>? One(int depth)
    {
        if (depth > MaxDepth) return null;
        Skip();
        if (_at < _text.Length && _text[_at] == '!' && !_text.AsSpan(_at).StartsWith("!=") || IsWord("not"))
        {
            _at += _text[_at] == '!' ? 1 : 3;
            return One(depth + 1) is { } inner ? value => !inner(value) : null;
        }

        if (Take("("))
        {
            var inside = Or(depth + 1);
            return Take(")") ? inside : null;
        }

        if (Operand() is not { } left) return null;
        foreach (var comparison in Comparisons)
        {
            if (!Take(comparison)) continue;
            return Operand() is { } right ? value => Holds(left(value), comparison, right(value)) : null;
        }

        return value => IsTrue(left(value));
    }

    private Func<JsonElement, JsonElement?>? Operand()
    {
        Skip();
        if (_at >= _text.Length) return null;
        var start = _at;
        if (_text[_at] is '"' or '\'')
        {
            var close = _text.IndexOf(_text[_at], _at + 1);
            if (close < 0) return null;
            _at = close + 1;
            return Constant(JsonSerializer.SerializeToElement(_text[(start + 1)..close]));
        }

        var depth = 0;
        while (_at < _text.Length && (depth > 0 || !(char.IsWhiteSpace(_text[_at]) || _text[_at] is '=' or '!' or '<' or '>' or '&' or '|' or '(' or ')')))
        {
            depth += _text[_at] switch { '[' => 1, ']' => -1, _ => 0 };
            _at++;
        }

        var word = _text[start.._at];
        if (word.Length == 0) return null;
        if (word is "true" or "false" or "null" || char.IsAsciiDigit(word[0]) || word[0] is '-' or '+')
            return JsonInText.TryParse(word, out var constant) ? Constant(constant) : null;
        var path = word.StartsWith('@') ? word[1..] : word;
        return JsonQuery.Parse(path, out var query) is null ? value => query.Find(value, out _) : null;
    }

    private static Func<JsonElement, JsonElement?> Constant(JsonElement value) => _ => value;

    private static bool IsTrue(JsonElement? value) => value is { } given
        && given.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && !(given.ValueKind == JsonValueKind.String && given.GetString()!.Length == 0);

    private static bool Holds(JsonElement? left, string comparison, JsonElement? right)
    {
        if (comparison is "contains ") return Contains(left, right);
        var isEqual = left is { } one && right is { } other ? JsonElement.DeepEquals(one, other) : left is null == right is null && left is null;
        if (comparison is "==" or "=") return isEqual;
        if (comparison == "!=") return !isEqual;
        if (Order(left, right) is not { } order) return false;
        return comparison switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    private static bool Contains(JsonElement? left, JsonElement? right) => (left, right) switch
    {
        ({ ValueKind: JsonValueKind.String } text, { ValueKind: JsonValueKind.String } part) => text.GetString()!.Contains(part.GetString()!, StringComparison.OrdinalIgnoreCase),
        ({ ValueKind: JsonValueKind.Array } list, { } item) => list.EnumerateArray().Any(one => JsonElement.DeepEquals(one, item)),
        _ => false,
    };

    // What a model wrote as a text may be a number.
    private static int? Order(JsonElement? left, JsonElement? right)
    {
        if (Number(left) is { } number && Number(right) is { } other) return number.CompareTo(other);
        return left is { ValueKind: JsonValueKind.String } text && right is { ValueKind: JsonValueKind.String } with
            ? string.CompareOrdinal(text.GetString(), with.GetString())
            : null;
    }

    private static double? Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private bool Take(string mark)
    {
        Skip();
        if (string.CompareOrdinal(_text, _at, mark, 0, mark.Length) != 0) return false;
        _at += mark.Length;
        return true;
    }

    private bool TakeWord(string word)
    {
        Skip();
        if (!IsWord(word)) return false;
        _at += word.Length;
        return true;
    }

    private bool IsWord(string word) => string.CompareOrdinal(_text, _at, word, 0, word.Length) == 0
        && _at + word.Length < _text.Length && (char.IsWhiteSpace(_text[_at + word.Length]) || _text[_at + word.Length] == '(');

    private void Skip()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }
}
