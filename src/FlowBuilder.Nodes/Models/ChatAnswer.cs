using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Judges a model's answer: whether there is one, whether it is the JSON that was asked for, what it took.</summary>
internal static class ChatAnswer
{
    /// <summary>What is wrong with a schema setting.</summary>
    public static IEnumerable<SettingProblem> ProblemsOf(AnswerFormat format, JsonElement? wanted)
    {
        if (format == AnswerFormat.Schema && wanted is { } schema && schema.ValueKind != JsonValueKind.Object)
        {
            yield return new SettingProblem("setting.wrong-type", "schema", LocalText.Of(
                "\"Schema\" needs a JSON object, such as { \"type\": \"object\", \"properties\": { … } }.",
                "\"스키마\"에는 { \"type\": \"object\", \"properties\": { … } } 같은 JSON 객체가 필요합니다."));
        }
    }

    /// <summary>Makes sure that the model answered at all.</summary>
    /// <exception cref="NodeException">It said nothing, or was cut off by the provider's filter.</exception>
    public static void CheckComplete(int length, ChatFinishReason? finish)
    {
        if (finish == ChatFinishReason.ContentFilter)
        {
            throw new NodeException("model.filtered", LocalText.Of(
                "The provider's content filter stopped the answer. Change the prompt, or use another model.",
                "제공자의 콘텐츠 필터가 답변을 막았습니다. 프롬프트를 바꾸거나 다른 모델을 사용하세요."), FaultKind.Provider);
        }

        if (length > 0) return;
        if (finish == ChatFinishReason.Length)
        {
            throw new NodeException("model.cut-off", LocalText.Of(
                "The model used up its tokens before it wrote anything. Raise \"Max tokens\".",
                "모델이 답변을 쓰기 전에 토큰을 모두 사용했습니다. \"최대 토큰\" 값을 늘리세요."), FaultKind.Provider);
        }

        throw new NodeException("model.empty-answer", LocalText.Of(
            "The model gave no answer. Run the flow again, or use another model.",
            "모델이 아무 답변도 하지 않았습니다. 다시 실행하거나 다른 모델을 사용하세요."), FaultKind.Provider, isTransient: true);
    }

    /// <summary>The JSON of an answer, checked against the schema where there is one.</summary>
    /// <exception cref="NodeException">The answer is no JSON, or breaks the schema.</exception>
    public static JsonElement Read(string answer, AnswerFormat format, JsonElement? wanted, ChatFinishReason? finish)
    {
        JsonElement json;
        try
        {
            json = JsonInText.Read(answer);
        }
        catch (JsonException failure)
        {
            throw finish == ChatFinishReason.Length ? CutOff() : NotJson(failure);
        }

        if (format != AnswerFormat.Schema || wanted is not { } schema) return json;
        var problems = JsonSchema.Check(schema, json);
        if (problems.IsEmpty) return json;
        var first = problems[0];
        var more = problems.Length - 1;
        throw new NodeException("model.schema", LocalText.Of(
            $"The model's answer does not keep to the schema: {first.Path} {first.English}{(more > 0 ? $", and {more} more" : "")}. Describe the form in the prompt with an example, or use a model that supports schemas.",
            $"모델의 답변이 스키마에 맞지 않습니다. {first.Path}: {first.Korean}{(more > 0 ? $" (그 밖에 {more}건)" : "")}. 프롬프트에 형식 예시를 넣거나 스키마를 지원하는 모델을 사용하세요."), FaultKind.Provider, isTransient: true);
    }

    /// <summary>What a call took, with its cost where the price is known.</summary>
    public static TokenUsage UsageOf(UsageDetails usage, ModelPrice? price)
    {
        var (sent, received) = (usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
        return new TokenUsage(sent, received, price?.CostOf(sent, received));
    }

    private static NodeException CutOff() => new("model.cut-off", LocalText.Of(
        "The model's JSON was cut off because it ran out of tokens. Raise \"Max tokens\", or ask for less.",
        "토큰이 모자라 모델의 JSON이 중간에 끊겼습니다. \"최대 토큰\" 값을 늘리거나 더 짧은 답을 요청하세요."), FaultKind.Provider);

    private static NodeException NotJson(JsonException failure)
    {
        var (line, column) = ((failure.LineNumber ?? 0) + 1, (failure.BytePositionInLine ?? 0) + 1);
        return new NodeException("model.not-json", LocalText.Of(
            $"The model's answer is not valid JSON: it breaks at line {line}, position {column}. Ask in the prompt for JSON only, or use a model that supports JSON answers.",
            $"모델의 답변이 올바른 JSON이 아닙니다. {line}행 {column}번째 위치에서 형식이 깨졌습니다. 프롬프트에서 JSON만 답하도록 요청하거나 JSON 답변을 지원하는 모델을 사용하세요."), FaultKind.Provider, isTransient: true, failure);
    }
}
