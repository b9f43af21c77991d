using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Conversations;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Conversations;

/// <summary>A turn as its row has it.</summary>
internal sealed class TurnRow
{
    public const string Columns =
        """
        run_id AS RunId, conversation AS ConversationId, parent AS Parent, question AS Question, message AS Message,
        attachments AS Attachments, sent_at AS SentAt, ended_at AS EndedAt, state AS State, answer AS Answer, problem AS Problem, sources AS Sources
        """;

    public required string RunId { get; init; }

    public required string ConversationId { get; init; }

    public string? Parent { get; init; }

    public required string Question { get; init; }

    public required string Message { get; init; }

    public required string Attachments { get; init; }

    public required string SentAt { get; init; }

    public string? EndedAt { get; init; }

    public string? State { get; init; }

    public string? Answer { get; init; }

    public string? Problem { get; init; }

    public string? Sources { get; init; }

    public ConversationTurn ToTurn() => new()
    {
        RunId = RunId,
        ConversationId = ConversationId,
        Parent = Parent,
        Question = Question,
        Message = Message,
        Attachments = [.. JsonSerializer.Deserialize<TurnAttachment[]>(Attachments, CoreJson.Options) ?? []],
        SentAt = StoredTime.Read(SentAt),
        End = EndedAt is null || State is null ? null : new TurnEnd
        {
            State = StoredName.Read<TurnState>(State),
            Answer = Answer ?? "",
            Problem = Problem is null ? null : JsonSerializer.Deserialize<LocalText>(Problem, CoreJson.Options),
            Sources = Sources is null ? [] : [.. JsonSerializer.Deserialize<TurnSource[]>(Sources, CoreJson.Options) ?? []],
            At = StoredTime.Read(EndedAt),
        },
    };
}
