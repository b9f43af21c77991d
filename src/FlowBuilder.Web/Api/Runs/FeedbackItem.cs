using FlowBuilder.Core.Execution.Storage;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What a person thought of a run.</summary>
/// <param name="Score">From -1 (bad) to 1 (good).</param>
/// <param name="Comment">Why, in their words.</param>
/// <param name="NodeId">The node it is about; absent for the run as a whole.</param>
/// <param name="Time">When it was given.</param>
internal sealed record FeedbackItem(double Score, string? Comment, string? NodeId, DateTimeOffset Time)
{
    /// <summary>Feedback as the API shows it.</summary>
    public static FeedbackItem Of(RunFeedback feedback) => new(feedback.Score, feedback.Comment, feedback.Node, feedback.Time);
}
