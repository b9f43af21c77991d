using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution;

/// <summary>What the nodes of a run, and of the flows inside it, ask people.</summary>
/// <remarks>Thread-safe: each question is answered, given up or forgotten once, and the journal tells it in that order.</remarks>
internal sealed class RunQuestions
{
    private readonly Lock _gate = new();
    private readonly RunJournal _journal;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, TaskCompletionSource<HumanAnswer?>> _waiting = new(StringComparer.Ordinal);

    // Questions of an earlier life of the program that their nodes have not asked again yet, with what became of them.
    private readonly List<(OpenQuestion Open, TaskCompletionSource<HumanAnswer?> Answer)> _before = [];
    private ImmutableArray<OpenQuestion> _open = [];
    private int _asked;

    public RunQuestions(RunJournal journal, TimeProvider time, KeptRun? kept)
    {
        (_journal, _time, _asked) = (journal, time, kept?.Asked ?? 0);
        foreach (var question in kept?.Questions ?? [])
        {
            var answered = new TaskCompletionSource<HumanAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _before.Add((question.Open, answered));
            if (question.IsClosed)
            {
                answered.SetResult(question.Answer);
                continue;
            }

            _waiting.Add(question.Open.Id, answered);
            _open = _open.Add(question.Open);
        }
    }

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
        TaskCompletionSource<HumanAnswer?> answered;
        OpenQuestion open;
        lock (_gate)
        {
            var before = _before.FindIndex(asked => asked.Open.Node == node && IsSame(asked.Open.Question, question));
            if (before >= 0)
            {
                (open, answered) = _before[before];
                _before.RemoveAt(before);
            }
            else
            {
                answered = new TaskCompletionSource<HumanAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
                open = new OpenQuestion($"{node}#{++_asked}", node, question, _time.GetUtcNow());
                _waiting.Add(open.Id, answered);
                _open = _open.Add(open);
                _journal.Append(new RunWaiting { Node = node, QuestionId = open.Id, Question = question });
            }
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
            _journal.Append(new RunResumed { Node = question.Node, QuestionId = question.Id, Answer = answer });
        }

        Changed?.Invoke();
        waiting.SetResult(answer);
        return true;
    }

    /// <summary>A node has ended: what it asked in an earlier life and did not ask again is no longer asked.</summary>
    public void NodeEnded(string node)
    {
        lock (_gate)
        {
            if (_before.Count == 0) return;
            foreach (var (open, _) in _before.Where(asked => asked.Open.Node == node && _waiting.ContainsKey(asked.Open.Id)))
            {
                Remove(open, out _);
                _journal.Append(new RunResumed { Node = node, QuestionId = open.Id });
            }

            _before.RemoveAll(asked => asked.Open.Node == node);
        }

        Changed?.Invoke();
    }

    /// <summary>The run has ended: nothing is asked any more.</summary>
    public void Close()
    {
        lock (_gate) _open = [];
    }

    // Until when is reckoned from the moment of asking, and stays what it was.
    private static bool IsSame(HumanQuestion one, HumanQuestion other) => JsonElement.DeepEquals(Written(one), Written(other));

    private static JsonElement Written(HumanQuestion question) => JsonSerializer.SerializeToElement(question with { Until = null }, CoreJson.Options);

    private ITimer? TimerOf(OpenQuestion question)
    {
        if (question.Question.Until is not { } until) return null;
        var left = TimeSpan.FromTicks(Math.Clamp((until - _time.GetUtcNow()).Ticks, 0, HumanQuestion.LongestWait.Ticks));
        return _time.CreateTimer(_ => TryClose(question, null), null, left, Timeout.InfiniteTimeSpan);
    }

    private void Forget(OpenQuestion question, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!Remove(question, out var waiting)) return;
            _journal.Append(new RunResumed { Node = question.Node, QuestionId = question.Id });
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
