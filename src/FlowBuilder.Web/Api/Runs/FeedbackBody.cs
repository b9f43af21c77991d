namespace FlowBuilder.Web.Api.Runs;

/// <summary>What a person thinks of a run.</summary>
/// <param name="Score">From -1 (bad) to 1 (good).</param>
/// <param name="Comment">Why, in their words.</param>
/// <param name="NodeId">The node it is about; absent for the run as a whole.</param>
internal sealed record FeedbackBody(double Score, string? Comment = null, string? NodeId = null)
{
    /// <summary>The longest comment, in characters.</summary>
    public const int MaxCommentLength = 10_000;
}
