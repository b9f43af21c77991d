using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution;

/// <summary>What the nodes of a run, and of the flows inside it, ask people.</summary>
/// <remarks>Thread-safe: each question is answered, given up or forgotten once, and the journal tells it in that order.</remarks>
internal sealed class RunQuestions(RunJournal journal, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<HumanAnswer?>> _waiting = new(StringComparer.Ordinal);
    private ImmutableArray<OpenQuestion> _open = [];
    private int _asked;

    /// <summary>Raised after a question was asked or is no longer open, on any thread.</summary>
    public event Action? Changed;

    /// <summary>The questions that nobody has answered, the oldest first.</summary>
    public ImmutableArray<OpenQuestion> Open
    {
        get
        {
            lock (_gate) return _open;
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="node">The path of the node that asks.</param>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the waiting; the question is then gone.</param>
    /// <returns>The answer, or null where the question's time ran out.</returns>
    public async Task<HumanAnswer?> AskAsync(string node, HumanQuestion question, CancellationToken cancellationToken)
    {
        var answered = new TaskCompletionSource<HumanAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        OpenQuestion open;
        lock (_gate)
        {
            open = new OpenQuestion($"{node}#{++_asked}", node, question, time.GetUtcNow());
            _waiting.Add(open.Id, answered);
            _open = _open.Add(open);
            journal.Append(new RunWaiting { Node = node, QuestionId = open.Id, Question = question });
        }

        Changed?.Invoke();
        await using var limit = TimerOf(open);
        using var onCancelled = cancellationToken.UnsafeRegister(_ => Forget(open, cancellationToken), null);
        return await answered.Task.ConfigureAwait(false);
    }

    /// <summary>Closes a question, with an answer or, where its time is over, without; false where it is not open.</summary>
    public bool TryClose(OpenQuestion question, HumanAnswer? answer)
    {
        TaskCompletionSource<HumanAnswer?>? waiting;
        lock (_gate)
        {
            if (!Remove(question, out waiting)) return false;
            journal.Append(new RunResumed { Node = question.Node, QuestionId = question.Id, Answer = answer });
        }

        Changed?.Invoke();
        waiting.SetResult(answer);
        return true;
    }

    private ITimer? TimerOf(OpenQuestion question)
    {
        if (question.Question.Until is not { } until) return null;
        var left = TimeSpan.FromTicks(Math.Clamp((until - question.Since).Ticks, 0, HumanQuestion.LongestWait.Ticks));
        return time.CreateTimer(_ => TryClose(question, null), null, left, Timeout.InfiniteTimeSpan);
    }

    private void Forget(OpenQuestion question, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!Remove(question, out var waiting)) return;
            journal.Append(new RunResumed { Node = question.Node, QuestionId = question.Id });
            waiting.SetCanceled(cancellationToken);
        }

        Changed?.Invoke();
    }

    private bool Remove(OpenQuestion question, [NotNullWhen(true)] out TaskCompletionSource<HumanAnswer?>? waiting)
    {
        if (!_waiting.Remove(question.Id, out waiting)) return false;
        _open = _open.RemoveAll(other => other.Id == question.Id);
        return true;
    }
}
