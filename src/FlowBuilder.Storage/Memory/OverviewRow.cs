using FlowBuilder.Core.Memory;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Memory;

/// <summary>How much an owner has, as a row has it.</summary>
internal sealed class OverviewRow
{
    public required string Kind { get; init; }

    public required string Owner { get; init; }

    public required string FlowId { get; init; }

    public required long Facts { get; init; }

    public required long Summaries { get; init; }

    public required string UpdatedAt { get; init; }

    public MemoryOverview ToOverview() =>
        new(new MemoryOwner(StoredName.Read<MemoryOwnerKind>(Kind), Owner, FlowId), (int)Facts, (int)Summaries, StoredTime.Read(UpdatedAt));
}
