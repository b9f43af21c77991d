using System.Text.Json;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Chatting;

/// <summary>Makes a chat input's value of a message and what was said before it.</summary>
internal static class ChatMessage
{
    // A chat input takes up to 1,000 messages; older ones are left out, and always in pairs.
    private const int MostTurns = 500;

    /// <summary>The value of the input: the message alone, or with the turns that were answered.</summary>
    /// <param name="text">The message.</param>
    /// <param name="before">The turns before it, in order.</param>
    /// <param name="takesHistory">Whether the input takes what was said before.</param>
    public static JsonElement Of(string text, IEnumerable<ConversationTurn> before, bool takesHistory)
    {
        var history = takesHistory
            ? before.Where(turn => turn.End is { Answer.Length: > 0 }).TakeLast(MostTurns).SelectMany(turn => new[]
            {
                new { role = "user", content = turn.Message },
                new { role = "assistant", content = turn.End!.Answer },
            }).ToList()
            : [];
        return history.Count == 0 ? JsonSerializer.SerializeToElement(text) : JsonSerializer.SerializeToElement(new { text, history });
    }

    /// <summary>The value of the input: the message alone, or with the messages before it. Tool results are no part of what was said.</summary>
    /// <param name="text">The message.</param>
    /// <param name="before">The messages before it, in order.</param>
    /// <param name="takesHistory">Whether the input takes what was said before.</param>
    public static JsonElement Of(string text, IEnumerable<Message> before, bool takesHistory)
    {
        var history = takesHistory
            ? before.Where(message => message.Role == MessageRole.System || message.Role == MessageRole.User || message.Role == MessageRole.Assistant)
                .TakeLast(MostTurns * 2)
                .Select(message => new { role = message.Role.Value, content = message.Text })
                .ToList()
            : [];
        return history.Count == 0 ? JsonSerializer.SerializeToElement(text) : JsonSerializer.SerializeToElement(new { text, history });
    }
}
