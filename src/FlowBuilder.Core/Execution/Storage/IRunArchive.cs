using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution.Storage;

/// <summary>Keeps runs that have ended, with all their events.</summary>
public interface IRunArchive
{
    /// <summary>Stores a run that has ended and takes it off the unfinished ones, in one transaction. Storing it again changes nothing.</summary>
    ValueTask SaveAsync(RunRecord run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>The run of that id, or null.</summary>
    ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The run's events with a number above <paramref name="afterSeq"/>, in order; none where there is no such run.</summary>
    IAsyncEnumerable<RunEvent> ReadAsync(string runId, long afterSeq, CancellationToken cancellationToken);

    /// <summary>Runs that fit, latest first.</summary>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Adds what a person thought of a run; false where there is no such run.</summary>
    ValueTask<bool> AddFeedbackAsync(string runId, RunFeedback feedback, CancellationToken cancellationToken);

    /// <summary>What people thought of a run, oldest first.</summary>
    ValueTask<IReadOnlyList<RunFeedback>> ListFeedbackAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Takes an idempotency key for a new run, durably, before the run begins.</summary>
    /// <param name="key">The caller's key, with whatever scopes it.</param>
    /// <param name="runId">The run that is about to begin.</param>
    /// <param name="lifetime">How long the key is remembered.</param>
    /// <param name="cancellationToken">Gives up before the key is taken.</param>
    /// <returns>The run that the key belongs to: <paramref name="runId"/>, or the earlier one.</returns>
    ValueTask<string> ClaimKeyAsync(string key, string runId, TimeSpan lifetime, CancellationToken cancellationToken);
}
