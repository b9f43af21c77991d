using System.Text.Json;

namespace FlowBuilder.Core.Recordings;

/// <summary>The place that an answer takes in a recording, in the order of the requests.</summary>
internal sealed class RecordingSlot(string at, SecretMask mask)
{
    /// <summary>The path that asked.</summary>
    public string At => at;

    /// <summary>What came back; null before.</summary>
    public JsonElement? Answer { get; private set; }

    /// <summary>What came back, its secrets taken out.</summary>
    public void Keep(JsonElement answer) => Answer = mask.Of(answer);
}
