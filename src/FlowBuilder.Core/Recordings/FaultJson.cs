using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Recordings;

/// <summary>A failure as a recording keeps it, so that a replay fails in the same way.</summary>
internal static class FaultJson
{
    /// <summary>Describes a failure.</summary>
    public static JsonNode Of(NodeException failure) =>
        JsonSerializer.SerializeToNode(new NodeFault(failure.Code, failure.Kind, failure.Text) { IsTransient = failure.IsTransient }, CoreJson.Options)!;

    /// <summary>Reads a failure back.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static NodeException Read(JsonElement json)
    {
        var fault = json.Deserialize<NodeFault>(CoreJson.Options) ?? throw new JsonException("The fault is null.");
        return new NodeException(fault.Code, fault.Text, fault.Kind, fault.IsTransient);
    }

    /// <summary>What is said of an answer that does not have the form of its kind.</summary>
    public static NodeException Broken(Exception failure) => new(
        "recording.broken",
        LocalText.Of(
            "An answer in the recording does not have the form that it needs. Record the run again.",
            "기록에 있는 답의 형식이 올바르지 않습니다. 다시 기록하세요."),
        innerException: failure);
}
