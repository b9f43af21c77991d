using FlowBuilder.Core.Memory;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Memory;

/// <summary>A fact as its row has it.</summary>
internal sealed class FactRow
{
    public const string Columns = "id AS Id, text AS Text, created_at AS CreatedAt, updated_at AS UpdatedAt";

    public required string Id { get; init; }

    public required string Text { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public MemoryFact ToFact() => new(Id, Text, StoredTime.Read(CreatedAt), StoredTime.Read(UpdatedAt));
}
