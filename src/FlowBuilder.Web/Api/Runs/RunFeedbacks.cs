using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Keeps what people think of runs that have ended.</summary>
internal sealed class RunFeedbacks(RunHost runs, IRunArchive archive, TimeProvider time)
{
    /// <summary>Adds an opinion, or says what is wrong with it.</summary>
    public async ValueTask<Results<NoContent, ApiProblem>> AddAsync(string runId, FeedbackBody body, CancellationToken cancellationToken)
    {
        if (body.Score is not (>= -1 and <= 1)) return Unfit("score", "a number from -1 to 1", "-1부터 1까지의 숫자");
        if (body.Comment?.Length > FeedbackBody.MaxCommentLength) return Unfit("comment", "10,000 characters at most", "10,000자 이하");
        if (runs.FindLive(runId) is { Journal.IsEnded: false }) return UnderWay(runId);
        await runs.WhenArchivedAsync(runId).WaitAsync(cancellationToken);
        var feedback = new RunFeedback(body.Score, body.Comment, body.NodeId, time.GetUtcNow());
        return await archive.AddFeedbackAsync(runId, feedback, cancellationToken) ? TypedResults.NoContent() : ProblemOf.NoRun(runId);
    }

    private static ApiProblem Unfit(string member, string english, string korean) => ApiProblem.Of(MemberProblem.Of(
        "feedback.invalid", member, LocalText.Of($"{member} must be {english}.", $"{member} 값은 {korean}여야 합니다.")));

    private static ApiProblem UnderWay(string runId) => new(StatusCodes.Status409Conflict, "run.under-way", LocalText.Of(
        "The run is still under way. Give feedback once it has ended.",
        "아직 실행 중입니다. 실행이 끝난 뒤에 의견을 남기세요."))
    {
        RunId = runId,
    };
}
