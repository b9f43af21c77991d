using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Web.Publishing.Snippets;

/// <summary>Writes texts and values so that they mean in code what they are.</summary>
internal static class CodeWriter
{
    /// <summary>A text in double quotes, which is the same in JSON, JavaScript, Python and C#.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text as one word of a POSIX shell.</summary>
    public static string ShellQuote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A text as a raw string of C# on lines of its own, or in quotes where it has one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">What every line begins with.</param>
    public static string CSharpRaw(string text, string indent)
    {
        var longest = 2;
        var current = 0;
        foreach (var character in text) longest = Math.Max(longest, current = character == '"' ? current + 1 : 0);
        var quotes = new string('"', longest + 1);
        return $"{quotes}\n{indent}{text.Replace("\n", "\n" + indent, StringComparison.Ordinal)}\n{indent}{quotes}";
    }

    /// <summary>An object of values, as JSON and JavaScript write it.</summary>
    /// <param name="members">Names and values, in order.</param>
    /// <param name="indent">What the object's last line begins with.</param>
    public static string Json(IEnumerable<KeyValuePair<string, JsonElement>> members, string indent = "") => Object(members, indent, isPython: false);

    /// <summary>An object of values, as Python writes it.</summary>
    /// <inheritdoc cref="Json" path="/param"/>
    public static string Python(IEnumerable<KeyValuePair<string, JsonElement>> members, string indent = "") => Object(members, indent, isPython: true);

    private static string Object(IEnumerable<KeyValuePair<string, JsonElement>> members, string indent, bool isPython) =>
        Lines('{', members.Select(member => $"{Quote(member.Key)}: {Value(member.Value, indent + "  ", isPython)}"), '}', indent);

    private static string Value(JsonElement value, string indent, bool isPython) => value.ValueKind switch
    {
        JsonValueKind.Object => Object(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value)), indent, isPython),
        JsonValueKind.Array => Lines('[', value.EnumerateArray().Select(item => Value(item, indent + "  ", isPython)), ']', indent),
        JsonValueKind.String => Quote(value.GetString()!),
        JsonValueKind.True => isPython ? "True" : "true",
        JsonValueKind.False => isPython ? "False" : "false",
        JsonValueKind.Number => value.GetRawText(),
        _ => isPython ? "None" : "null",
    };

    private static string Lines(char open, IEnumerable<string> items, char close, string indent)
    {
        var lines = items.ToList();
        return lines.Count == 0 ? $"{open}{close}" : $"{open}\n{string.Join(",\n", lines.Select(line => $"{indent}  {line}"))}\n{indent}{close}";
    }
}
