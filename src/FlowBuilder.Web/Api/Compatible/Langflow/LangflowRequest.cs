using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Web.Api.Compatible.Langflow;

/// <summary>The body of a call as Langflow takes it, as far as it means something here.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record LangflowRequest
{
    /// <summary>The message.</summary>
    [JsonPropertyName("input_value")]
    public string? Message { get; init; }

    /// <summary>The only output that is wanted, by its node's id or title; empty for all.</summary>
    [JsonPropertyName("output_component")]
    public string? OutputComponent { get; init; }

    /// <summary>The conversation.</summary>
    [JsonPropertyName("session_id")]
    public string? Session { get; init; }

    /// <summary>Settings that differ for this call: node → setting → value.</summary>
    [JsonPropertyName("tweaks")]
    public Dictionary<string, Dictionary<string, JsonElement>?>? Tweaks { get; init; }
}
