using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Json;

/// <summary>Between the values of ports and JSON, for nodes that look into values of any type.</summary>
internal static class JsonOfValue
{
    /// <summary>A value as JSON; a text is read as the JSON it holds, words and code fences around it left out.</summary>
    /// <exception cref="NodeException">The text holds no JSON.</exception>
    public static JsonElement Read(object value)
    {
        if (value is not string text) return PortValueJson.Write(value);
        try
        {
            return JsonInText.Read(text);
        }
        catch (JsonException failure)
        {
            throw NotJson(failure);
        }
    }

    /// <summary>A value as JSON; a text is read as the JSON it holds, mended where it is only nearly JSON.</summary>
    /// <exception cref="NodeException">The text holds nothing like JSON.</exception>
    public static JsonElement Mend(object value, out IReadOnlyList<JsonRepairKind> repairs)
    {
        repairs = [];
        if (value is not string text) return PortValueJson.Write(value);
        try
        {
            return JsonInText.Mend(text, out repairs);
        }
        catch (JsonException failure)
        {
            throw NotJson(failure);
        }
    }

    /// <summary>A value as text: a JSON string bare, numbers and flags as they are written, the rest as compact JSON.</summary>
    public static string TextOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => JsonSerializer.Serialize(json, CoreJson.Options),
    };

    private static NodeException NotJson(JsonException failure)
    {
        var (line, column) = ((failure.LineNumber ?? 0) + 1, (failure.BytePositionInLine ?? 0) + 1);
        return new NodeException("json.syntax", LocalText.Of(
            $"The text that came in holds no valid JSON: it breaks at line {line}, position {column}. Wire JSON to this node, or ask the model for JSON only.",
            $"들어온 텍스트에 올바른 JSON이 없습니다. {line}행 {column}번째 위치에서 형식이 깨졌습니다. JSON을 연결하거나 모델에 JSON만 답하도록 요청하세요."), innerException: failure);
    }
}
