using System.Text.Json.Serialization;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>A message of what was said before.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record FlowiseMessage
{
    /// <summary>Who spoke: apiMessage or userMessage.</summary>
    public string? Role { get; init; }

    /// <summary>Who spoke, as it was called before.</summary>
    public string? Type { get; init; }

    /// <summary>What they said.</summary>
    public string? Content { get; init; }

    /// <summary>What they said, as it was called before.</summary>
    public string? Message { get; init; }

    /// <summary>The message; null where nobody said anything.</summary>
    public Message? ToMessage() => (Content ?? Message) is { Length: > 0 } text
        ? new Message((Role ?? Type) is "apiMessage" or "assistant" or "ai" ? MessageRole.Assistant : MessageRole.User, text)
        : null;
}
