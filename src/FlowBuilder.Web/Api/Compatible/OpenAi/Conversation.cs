using System.Collections.Immutable;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>A conversation that a caller sends: the message to be answered, and what was said before.</summary>
internal sealed record Conversation
{
    /// <summary>The message to be answered.</summary>
    public required string Text { get; init; }

    /// <summary>What was said before it.</summary>
    public required ImmutableArray<Message> History { get; init; }

    /// <summary>Files and pictures that come with the message.</summary>
    public required ImmutableArray<SentFile> Files { get; init; }

    /// <summary>Those of the latest earlier message that has some.</summary>
    public required ImmutableArray<SentFile> EarlierFiles { get; init; }

    /// <summary>Reads the messages of a request.</summary>
    /// <remarks>The last message of the user's is the one to be answered; instructions that follow it count as said before it. What tools answered is left out, as the flow did not call them.</remarks>
    /// <exception cref="Problems.ApiException">A message cannot be read, or there is none to be answered.</exception>
    public static Conversation Of(IReadOnlyList<ChatTurnBody?> messages)
    {
        var turns = messages.Select((message, i) => ChatTurn.Of(message, $"messages[{i}]")).ToList();
        var last = turns.FindLastIndex(turn => turn.Role == MessageRole.User);
        if (last < 0 || turns.Skip(last + 1).Any(turn => turn.Role != MessageRole.System)) throw NotUserLast;
        return new Conversation
        {
            Text = turns[last].Text,
            History = [.. turns.Where((turn, i) => i != last && turn.Role != MessageRole.Tool && turn.Text.Length > 0).Select(turn => new Message(turn.Role, turn.Text))],
            Files = turns[last].Files,
            EarlierFiles = turns.Take(last).LastOrDefault(turn => turn.Role == MessageRole.User && !turn.Files.IsEmpty)?.Files ?? [],
        };
    }

    private static Exception NotUserLast => OpenAiProblems.Invalid(
        "messages",
        "the last message must have the role 'user'; system and developer messages may follow it.",
        "마지막 메시지의 역할은 'user'여야 합니다. system과 developer 메시지는 그 뒤에 올 수 있습니다.");
}
