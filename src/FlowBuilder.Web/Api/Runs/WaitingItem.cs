using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>A run that waits for a person, with what it asks.</summary>
/// <param name="RunId">The run.</param>
/// <param name="FlowId">The stored flow; absent for a flow that was never stored.</param>
/// <param name="FlowName">The flow's name.</param>
/// <param name="Questions">What it asks, the oldest first.</param>
internal sealed record WaitingItem(string RunId, string? FlowId, string FlowName, IReadOnlyList<QuestionItem> Questions)
{
    /// <summary>A run as the API shows it.</summary>
    public static WaitingItem Of(FlowRun run) =>
        new(run.Id, run.Request.FlowId, run.Flow.Name, [.. run.OpenQuestions.Select(QuestionItem.Of)]);
}
