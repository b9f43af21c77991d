using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Recordings;

/// <summary>What a run does with a recording.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecordingMode>))]
public enum RecordingMode
{
    /// <summary>Models and tools are called, and what they answer is kept.</summary>
    [JsonStringEnumMemberName("record")]
    Record,

    /// <summary>What was kept is given again: no model is called, nothing reaches the network, nothing outside is changed.</summary>
    [JsonStringEnumMemberName("replay")]
    Replay,
}
