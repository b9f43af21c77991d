using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>The body of a call as Flowise takes it, as far as it means something here.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record FlowiseRequest
{
    /// <summary>The message.</summary>
    public string? Question { get; init; }

    /// <summary>The flow's inputs, by name.</summary>
    public Dictionary<string, JsonElement>? Form { get; init; }

    /// <summary>Whether the answer comes piece by piece; as a text too, which forms of web pages send.</summary>
    public JsonElement? Streaming { get; init; }

    /// <summary>What differs for this call; <c>sessionId</c> names the conversation.</summary>
    public Dictionary<string, JsonElement>? OverrideConfig { get; init; }

    /// <summary>What was said before.</summary>
    public IReadOnlyList<FlowiseMessage?>? History { get; init; }

    /// <summary>Files that come with the message.</summary>
    public IReadOnlyList<FlowiseUpload?>? Uploads { get; init; }

    /// <summary>The conversation, where <c>overrideConfig</c> names none.</summary>
    public string? ChatId { get; init; }

    /// <summary>The conversation, as newer clients name it.</summary>
    public string? SessionId { get; init; }

    /// <summary>A person's answer to a run that waits: not taken here.</summary>
    public JsonElement? HumanInput { get; init; }

    /// <summary>Where the run is to end early: not taken here.</summary>
    public string? StopNodeId { get; init; }

    /// <summary>Whether the answer comes piece by piece.</summary>
    [JsonIgnore]
    public bool IsStream => Streaming is { ValueKind: JsonValueKind.True } || Streaming is { ValueKind: JsonValueKind.String } text && text.ValueEquals("true");
}
