using System.Text;
using System.Text.Json;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Writes JSON as lines that people and models read easily: <c>key: value</c>.</summary>
internal static class JsonText
{
    private static readonly string[] TitleKeys = ["title", "name", "subject", "question", "heading", "label", "제목", "이름", "질문"];

    /// <summary>How JSON files are read: as the standard says, up to 256 levels deep.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>A value as text.</summary>
    /// <remarks>
    /// Members become lines, nested ones with a dotted path (<c>address.city: Seoul</c>); a list of plain values becomes one
    /// line (<c>tags: a, b</c>); the items of any other list are numbered from 1 (<c>items[1].name: x</c>). Nulls and empty
    /// texts are left out.
    /// </remarks>
    public static string Of(JsonElement value)
    {
        if (IsPlain(value)) return Plain(value);
        var text = new StringBuilder();
        Write(text, "", value);
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>What an object calls itself, by the usual members, or null.</summary>
    public static string? TitleOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (var key in TitleKeys)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String
                    && member.Name.Equals(key, StringComparison.OrdinalIgnoreCase)
                    && member.Value.GetString() is { Length: > 0 and <= 200 } title)
                    return title;
            }
        }

        return null;
    }

    private static void Write(StringBuilder text, string path, JsonElement value)
    {
        if (IsPlain(value))
        {
            Line(text, path, Plain(value));
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                Write(text, path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value);
        }
        else if (value.EnumerateArray().All(IsPlain))
        {
            Line(text, path, string.Join(", ", value.EnumerateArray().Select(Plain).Where(item => item.Length > 0)));
        }
        else
        {
            var number = 0;
            foreach (var item in value.EnumerateArray()) Write(text, $"{path}[{++number}]", item);
        }
    }

    private static void Line(StringBuilder text, string path, string value)
    {
        if (value.Length == 0) return;
        if (path.Length > 0) text.Append(path).Append(": ");
        text.Append(value).Append('\n');
    }

    private static bool IsPlain(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
