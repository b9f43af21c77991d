using FlowBuilder.Cli.Output;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Cli.Engine;

/// <summary>Answers what a run asks people: as it was told to, or by asking whoever sits at the terminal.</summary>
/// <param name="always">Whether everything is approved, or rejected; null to ask.</param>
/// <param name="form">Fills in forms.</param>
internal sealed class Decisions(bool? always, FormAnswers form)
{
    /// <summary>Answers a question.</summary>
    /// <returns>Whether it was answered; false where there is nobody to ask, which is said.</returns>
    public async Task<bool> AnswerAsync(FlowRun run, RunWaiting asked, CancellationToken cancellationToken)
    {
        if (run.OpenQuestions.FirstOrDefault(question => question.Id == asked.QuestionId) is not { } open) return true;
        var answer = always switch
        {
            true => new HumanAnswer(true) { Values = form.For(open.Question) },
            false => new HumanAnswer(false),
            null => await AskAsync(open.Question, cancellationToken),
        };
        if (answer is null)
        {
            Problems.Say(Words.Waits(asked.Node));
            return false;
        }

        if (asked.Question.ProblemsOf(answer).Select(problem => problem.Value).FirstOrDefault() is { } wrong)
        {
            Problems.Say(wrong);
            return false;
        }

        return run.TryAnswer(open, answer);
    }

    private async Task<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected) return null;
        await Console.Error.WriteLineAsync(question.Text);
        if (question.Details is { } details) await Console.Error.WriteLineAsync(details.ToString());
        while (true)
        {
            await Console.Error.WriteAsync(Words.Approve.ToString());
            switch ((await Console.In.ReadLineAsync(cancellationToken))?.Trim().ToLowerInvariant())
            {
                case null: return null;
                case "y" or "yes" or "예" or "네": return new HumanAnswer(true) { Values = await form.AskAsync(question, cancellationToken) };
                case "n" or "no" or "아니요": return new HumanAnswer(false);
            }
        }
    }
}
