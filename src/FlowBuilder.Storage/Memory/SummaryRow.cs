using FlowBuilder.Core.Memory;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Memory;

/// <summary>A summary as its row has it.</summary>
internal sealed class SummaryRow
{
    public const string Columns = "node AS Node, text AS Text, messages AS Messages, hash AS Hash, updated_at AS UpdatedAt";

    public required string Node { get; init; }

    public required string Text { get; init; }

    public required long Messages { get; init; }

    public required string Hash { get; init; }

    public required string UpdatedAt { get; init; }

    public MemorySummary ToSummary() => new(Node, Text, (int)Messages, Hash, StoredTime.Read(UpdatedAt));
}
