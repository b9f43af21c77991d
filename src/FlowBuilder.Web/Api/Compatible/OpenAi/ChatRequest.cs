using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>The body of a chat completion, as far as flows use it.</summary>
/// <remarks>Other members are passed over: clients send a good many by themselves, and how a model is to be used is the flow's affair.</remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ChatRequest
{
    /// <summary>The endpoint's slug.</summary>
    [JsonPropertyName("model")]
    public string? Model { get; init; }

    /// <summary>The conversation, the latest message last.</summary>
    [JsonPropertyName("messages")]
    public IReadOnlyList<ChatTurnBody?>? Messages { get; init; }

    /// <summary>Whether the answer comes piece by piece.</summary>
    [JsonPropertyName("stream")]
    public bool? Stream { get; init; }

    /// <summary>How it comes piece by piece.</summary>
    [JsonPropertyName("stream_options")]
    public ChatStreamOptions? StreamOptions { get; init; }

    /// <summary>How many answers are wanted: one is given.</summary>
    [JsonPropertyName("n")]
    public long? Count { get; init; }

    /// <summary>Tools of the caller's: a flow has its own.</summary>
    [JsonPropertyName("tools")]
    public JsonElement? Tools { get; init; }

    /// <summary>Which tool is to be used; with <c>none</c> tools do no harm.</summary>
    [JsonPropertyName("tool_choice")]
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Tools, as they were called before.</summary>
    [JsonPropertyName("functions")]
    public JsonElement? Functions { get; init; }

    /// <summary>The form that the answer is to have: text is given.</summary>
    [JsonPropertyName("response_format")]
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>What the answer is to be made of: text is given.</summary>
    [JsonPropertyName("modalities")]
    public IReadOnlyList<string>? Modalities { get; init; }

    /// <summary>Whether the probability of each token is wanted.</summary>
    [JsonPropertyName("logprobs")]
    public bool? LogProbabilities { get; init; }

    /// <summary>Whatever the caller wants to be kept; <c>session_id</c> names the conversation.</summary>
    [JsonPropertyName("metadata")]
    public JsonElement? Metadata { get; init; }

    /// <summary>The person on whose behalf the call is.</summary>
    [JsonPropertyName("user")]
    public string? User { get; init; }
}
