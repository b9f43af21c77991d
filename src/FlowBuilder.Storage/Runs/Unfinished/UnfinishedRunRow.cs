using FlowBuilder.Core.Execution.Durability;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>An unfinished run as the database gives it.</summary>
internal sealed class UnfinishedRunRow
{
    public required string Id { get; init; }

    public required byte[] Document { get; init; }

    public required string Start { get; init; }

    public required long Deaths { get; init; }

    public required long IsAtRest { get; init; }

    public UnfinishedRun ToRun() => new(Id, Document, Start) { Deaths = (int)Deaths, IsAtRest = IsAtRest != 0 };
}
