using System.Text.Json;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Makes documents from JSON: one for each item of a list or each line, else one for the whole.</summary>
internal static class JsonLoader
{
    /// <summary>Reads one JSON value.</summary>
    public static IEnumerable<LoadedPart> Load(string text, string name, DocumentLimits limits)
    {
        using var document = Parse(text, name, line: 0);
        var root = document.RootElement;
        var parts = root.ValueKind == JsonValueKind.Array && root.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object)
            ? root.EnumerateArray().Select((item, index) => Part(item, name, index + 1))
            : [Part(root, name, row: null)];
        var rows = 0;
        foreach (var part in parts)
        {
            if (++rows > limits.Rows) throw LoadFault.TooManyRows(name, limits.Rows);
            yield return part;
        }
    }

    /// <summary>Reads a JSON value from each line that is not empty.</summary>
    public static IEnumerable<LoadedPart> LoadLines(string text, string name, DocumentLimits limits)
    {
        var line = 0;
        var rows = 0;
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } content)
        {
            line++;
            if (string.IsNullOrWhiteSpace(content)) continue;
            if (++rows > limits.Rows) throw LoadFault.TooManyRows(name, limits.Rows);
            using var document = Parse(content, name, line);
            yield return Part(document.RootElement, name, rows);
        }
    }

    private static LoadedPart Part(JsonElement value, string name, int? row)
    {
        try
        {
            return new LoadedPart(JsonText.Of(value), JsonText.TitleOf(value), row);
        }
        catch (InvalidOperationException failure)
        {
            // A lone surrogate such as "\ud800" passes the parser and fails when its text is read.
            throw LoadFault.Unreadable(
                name,
                "it holds an escape such as \\ud800 that is no character. Remove it.",
                "문자가 아닌 이스케이프(예: \\ud800)가 들어 있습니다. 지운 뒤 다시 시도해 주세요.",
                failure);
        }
    }

    private static JsonDocument Parse(string text, string name, int line)
    {
        try
        {
            return JsonDocument.Parse(text, JsonText.Options);
        }
        catch (JsonException failure)
        {
            throw NotJson(name, failure, line);
        }
    }

    private static NodeException NotJson(string name, JsonException failure, int line)
    {
        var at = line > 0 ? line : (failure.LineNumber ?? 0) + 1;
        var column = (failure.BytePositionInLine ?? 0) + 1;
        return LoadFault.Unreadable(
            name,
            $"it is not valid JSON at line {at}, byte {column}. Correct it there.",
            $"{at}번째 줄 {column}번째 바이트에서 JSON 문법이 맞지 않습니다. 그 부분을 고쳐 주세요.",
            failure);
    }
}
