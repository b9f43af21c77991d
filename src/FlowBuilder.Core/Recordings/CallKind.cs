using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Recordings;

/// <summary>What a recorded request was made to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallKind>))]
public enum CallKind
{
    /// <summary>A connection, for one of its models: what the model is called there, and what it costs.</summary>
    [JsonStringEnumMemberName("opening")]
    Opening,

    /// <summary>A chat model.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>A model that turns texts into vectors.</summary>
    [JsonStringEnumMemberName("embedding")]
    Embedding,

    /// <summary>A tool that reaches outside, called by a model.</summary>
    [JsonStringEnumMemberName("tool")]
    Tool,

    /// <summary>A node that reaches outside.</summary>
    [JsonStringEnumMemberName("node")]
    Node,
}
