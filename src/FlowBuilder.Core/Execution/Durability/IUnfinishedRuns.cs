using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>Keeps the runs that have not ended, so that another start of the program goes on with them. What was acknowledged is on disk.</summary>
/// <remarks>A run is among them from <see cref="AddAsync"/> to <see cref="IRunArchive.SaveAsync"/>, which takes it off in its own transaction.</remarks>
public interface IUnfinishedRuns
{
    /// <summary>Adds a run that is about to begin. Adding it again changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="events">The first events of its journal.</param>
    /// <param name="cancellationToken">Gives up before the transaction.</param>
    ValueTask AddAsync(UnfinishedRun run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken);

    /// <summary>Adds events to the journals of runs, all in one transaction; passes over runs that are not among the unfinished.</summary>
    /// <remarks>Returns when they are on disk, and holds the caller's thread until then: the one of the <see cref="JournalKeeper"/>, which does nothing else.</remarks>
    void Append(IReadOnlyList<EventGroup> groups);

    /// <summary>Every unfinished run, the first added first.</summary>
    ValueTask<IReadOnlyList<UnfinishedRun>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The journal of an unfinished run as far as it is kept, each event once.</summary>
    /// <exception cref="DamagedJournalException">A part of it cannot be read.</exception>
    ValueTask<IReadOnlyList<RunEvent>> ReadAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Notes whether runs rest, and how many ends of the program they have seen, all in one transaction.</summary>
    ValueTask NoteAsync(IReadOnlyList<UnfinishedRun> runs, CancellationToken cancellationToken);
}
