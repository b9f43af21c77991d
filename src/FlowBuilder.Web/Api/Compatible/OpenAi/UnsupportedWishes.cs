using System.Text.Json;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>Refuses what a flow does not do where the caller would take the answer for something that it is not.</summary>
internal static class UnsupportedWishes
{
    /// <summary>Checks a request.</summary>
    /// <exception cref="ApiException">It asks for several answers, for calls of its own tools, for JSON of a schema, for sound, or for probabilities.</exception>
    public static void Refuse(ChatRequest request)
    {
        if (request.Count is not (null or 1))
            throw OpenAiProblems.Unsupported("n", "A flow gives one answer.", "플로우는 답을 하나만 줍니다.");
        if (HasItems(request.Tools) && !IsText(request.ToolChoice, "none")) throw OwnTools("tools");
        if (HasItems(request.Functions)) throw OwnTools("functions");
        if (request.ResponseFormat is { } format && !(format.ValueKind == JsonValueKind.Object && format.TryGetProperty("type", out var type) && IsText(type, "text")))
        {
            throw OpenAiProblems.Unsupported(
                "response_format",
                "The flow decides what its answer looks like; its own endpoint gives its outputs as JSON.",
                "답의 형식은 플로우가 정합니다. 플로우 자체의 엔드포인트에서는 출력을 JSON으로 받을 수 있습니다.");
        }

        if (request.Modalities?.Any(modality => modality != "text") == true)
            throw OpenAiProblems.Unsupported("modalities", "A flow answers in text.", "플로우는 텍스트로 답합니다.");
        if (request.LogProbabilities == true)
            throw OpenAiProblems.Unsupported("logprobs", "A flow's answer may come from several models or none.", "플로우의 답은 여러 모델에서 나오거나 모델 없이 나올 수 있습니다.");
    }

    private static ApiException OwnTools(string parameter) => OpenAiProblems.Unsupported(
        parameter,
        "A flow calls the tools that its author gave it, and none of the caller's.",
        "플로우는 만든 사람이 넣은 도구만 호출하고 호출자의 도구는 쓰지 않습니다.");

    private static bool HasItems(JsonElement? list) => list is { } given && !(given.ValueKind == JsonValueKind.Array && given.GetArrayLength() == 0);

    private static bool IsText(JsonElement? value, string text) => value is { ValueKind: JsonValueKind.String } given && given.ValueEquals(text);
}
