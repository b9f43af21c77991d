using System.Text.Json;
using System.Text.Json.Serialization;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>One message of a conversation, as it comes.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ChatTurnBody
{
    /// <summary>Who speaks: developer, system, user, assistant, tool or function.</summary>
    [JsonPropertyName("role")]
    public string? Role { get; init; }

    /// <summary>A text, or a list of parts; nothing where an assistant only called tools.</summary>
    [JsonPropertyName("content")]
    public JsonElement? Content { get; init; }
}
