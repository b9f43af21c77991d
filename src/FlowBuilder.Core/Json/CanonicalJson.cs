using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Core.Json;

/// <summary>Writes JSON in one form only, so that equal values give equal bytes.</summary>
/// <remarks>
/// Two blanks of indent, <c>\n</c>, every script unescaped, numbers as they were written. An object or list stands on one
/// line where it ends within <see cref="Width"/> characters, and else has a line for each member. Half a surrogate pair, which
/// UTF-8 cannot hold, becomes U+FFFD.
/// </remarks>
internal sealed class CanonicalJson
{
    /// <summary>Characters of a line, its indent included, beyond which an object or list is broken up.</summary>
    public const int Width = 120;

    private readonly StringBuilder _text = new(4096);
    private int _lineStart;

    /// <summary>A value on one line without blanks.</summary>
    public static string Compact(JsonElement value)
    {
        var json = new CanonicalJson();
        json.Inline(value, "", int.MaxValue);
        return json._text.ToString();
    }

    /// <summary>Adds JSON as it is.</summary>
    public CanonicalJson Raw(string json)
    {
        _text.Append(json);
        return this;
    }

    /// <summary>Begins a line.</summary>
    /// <param name="indent">Its indent in blanks.</param>
    public CanonicalJson Line(int indent)
    {
        _text.Append('\n');
        _lineStart = _text.Length;
        _text.Append(' ', indent);
        return this;
    }

    /// <summary>Adds a text as a JSON string.</summary>
    public CanonicalJson String(string text)
    {
        _text.Append('"');
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is >= ' ' and not '"' and not '\\' && !char.IsSurrogate(character)) continue;
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            _text.Append(text, from, i - from).Append(Escape(character));
            from = i + 1;
        }

        _text.Append(text, from, text.Length - from).Append('"');
        return this;
    }

    /// <summary>Adds a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">The indent of the line it begins on, for the lines of its members.</param>
    public CanonicalJson Value(JsonElement value, int indent)
    {
        if (!IsBreakable(value)) return Inline(value);
        if (TryInline(() => Inline(value, " ", Width))) return this;
        if (value.ValueKind == JsonValueKind.Array) BrokenList(value, indent);
        else BrokenObject(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), indent);
        return this;
    }

    /// <summary>Adds an object.</summary>
    /// <param name="members">Its members.</param>
    /// <param name="indent">The indent of the line it begins on.</param>
    public CanonicalJson Object(IEnumerable<KeyValuePair<string, JsonElement>> members, int indent)
    {
        if (!TryInline(() => InlineObject(members, " ", Width))) BrokenObject(members, indent);
        return this;
    }

    /// <summary>Adds a value on one line, however long it gets.</summary>
    public CanonicalJson Inline(JsonElement value)
    {
        Inline(value, " ", int.MaxValue);
        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public CanonicalJson Whole(int number)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{number}");
        return this;
    }

    /// <summary>The bytes written so far.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    private static bool IsBreakable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.GetPropertyCount() > 0,
        _ => false,
    };

    private bool TryInline(Func<bool> write)
    {
        var start = _text.Length;
        if (write()) return true;
        _text.Length = start;
        return false;
    }

    private bool Inline(JsonElement value, string blank, int width)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return InlineObject(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), blank, width);
            case JsonValueKind.Array:
                var separator = "[";
                foreach (var item in value.EnumerateArray())
                {
                    _text.Append(separator);
                    if (!Inline(item, blank, width)) return false;
                    separator = "," + blank;
                }

                _text.Append(separator == "[" ? "[]" : "]");
                break;
            case JsonValueKind.String:
                String(value.GetString()!);
                break;
            case JsonValueKind.Undefined:
                _text.Append("null");
                break;
            default:
                _text.Append(value.GetRawText());
                break;
        }

        return _text.Length - _lineStart <= width;
    }

    private bool InlineObject(IEnumerable<KeyValuePair<string, JsonElement>> members, string blank, int width)
    {
        var isEmpty = true;
        foreach (var (name, value) in members)
        {
            _text.Append(isEmpty ? '{' : ',').Append(blank);
            String(name)._text.Append(':').Append(blank);
            if (!Inline(value, blank, width)) return false;
            isEmpty = false;
        }

        _text.Append(isEmpty ? "{}" : blank + "}");
        return _text.Length - _lineStart <= width;
    }

    private void BrokenList(JsonElement list, int indent)
    {
        var separator = '[';
        foreach (var item in list.EnumerateArray())
        {
            _text.Append(separator);
            Line(indent + 2).Value(item, indent + 2);
            separator = ',';
        }

        Line(indent)._text.Append(']');
    }

    private void BrokenObject(IEnumerable<KeyValuePair<string, JsonElement>> members, int indent)
    {
        var separator = '{';
        foreach (var (name, value) in members)
        {
            _text.Append(separator);
            Line(indent + 2).String(name)._text.Append(": ");
            Value(value, indent + 2);
            separator = ',';
        }

        Line(indent)._text.Append('}');
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
        _ => "\uFFFD",
    };
}
