using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Takes people's answers to the questions of runs, whether they come from a screen or over the API.</summary>
internal sealed class RunAnswers(RunHost runs, AuditTrail audit)
{
    /// <summary>Answers a question of a run, which goes on at once.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="find">Chooses among its open questions; the first that fits is answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Gives up before the answer is taken.</param>
    /// <exception cref="ApiException">There is no such run, it does not ask that, or the answer is not what is asked for.</exception>
    public async Task AnswerAsync(string runId, Func<OpenQuestion, bool> find, HumanAnswer answer, CancellationToken cancellationToken)
    {
        if (runs.FindLive(runId) is not { } run)
            throw new ApiException(await runs.ExistsAsync(runId, cancellationToken) ? NotWaiting(runId) : ProblemOf.NoRun(runId));
        if (run.OpenQuestions.FirstOrDefault(find) is not { } open) throw new ApiException(NotWaiting(runId));
        var problems = open.Question.ProblemsOf(answer)
            .Select(problem => MemberProblem.Of("answer.field", $"values.{problem.Key}", problem.Value)).ToList();
        if (problems is [var first, ..]) throw new ApiException(ApiProblem.Of(first) with { Problems = [.. problems], RunId = runId, NodeId = open.Node });
        if (!run.TryAnswer(open, answer)) throw new ApiException(NotWaiting(runId));

        await audit.WriteAsync("run.answered", runId, run.Flow.Name, answer.IsApproved ? "approve" : "reject");

        // Whoever is thanked for an answer is not asked again.
        await run.KeepAsync(cancellationToken);
    }

    private static ApiProblem NotWaiting(string runId) => new(StatusCodes.Status409Conflict, "run.not-waiting", LocalText.Of(
        "The run does not wait for this answer: somebody may have answered, or it has ended.",
        "이 실행은 이 답변을 기다리고 있지 않습니다. 다른 사람이 이미 답했거나 실행이 끝났을 수 있습니다."))
    {
        RunId = runId,
    };
}
