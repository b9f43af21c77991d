using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>A transaction that waits in the write queue, and the caller that waits for its commit.</summary>
internal abstract class WriteItem
{
    private const int Waiting = 0, Begun = 1, GivenUp = 2;

    private int _state;

    /// <summary>Claims the item for the writer; false where its caller gave up before.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) == Waiting;

    /// <summary>Claims the item for its caller, who gives up; false where the writer has begun.</summary>
    protected bool TryGiveUp() => Interlocked.CompareExchange(ref _state, GivenUp, Waiting) == Waiting;

    /// <summary>Does the work. It may be called again, when the transaction of the first time was lost.</summary>
    public abstract void Run(SqliteConnection connection);

    /// <summary>Remembers that the work failed and was undone, though the commit may succeed.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Tell();
}
