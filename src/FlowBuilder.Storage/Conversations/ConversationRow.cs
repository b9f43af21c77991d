using FlowBuilder.Core.Conversations;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Conversations;

/// <summary>A conversation as its row has it.</summary>
internal sealed class ConversationRow
{
    public const string Columns = "id AS Id, flow_id AS FlowId, name AS Name, head AS Head, created_at AS CreatedAt, updated_at AS UpdatedAt";

    public required string Id { get; init; }

    public required string FlowId { get; init; }

    public required string Name { get; init; }

    public string? Head { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public Conversation ToConversation() => new(Id, FlowId, Name, Head, StoredTime.Read(CreatedAt), StoredTime.Read(UpdatedAt));
}
