using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Runs;

/// <summary>Feedback as its row has it.</summary>
internal sealed class FeedbackRow
{
    public double Score { get; init; }

    public string? Comment { get; init; }

    public string? Node { get; init; }

    public required string Time { get; init; }

    public RunFeedback ToFeedback() => new(Score, Comment, Node, StoredTime.Read(Time));
}
