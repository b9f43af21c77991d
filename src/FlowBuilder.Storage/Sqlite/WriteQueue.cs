using System.Diagnostics.CodeAnalysis;
using Dapper;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>
/// The one writer: takes what waits, runs each item in a savepoint of its own, and commits them together, so that many
/// callers share one fsync and none waits for more than the commit under way and its own. It has a thread of its own: it works
/// and waits for the disk without a break, and would wait for its turn among the work of all runs after each.
/// </summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    internal const int Capacity = 1024;
    private const int MostInOneCommit = 128;

    // How soon it is seen that a disk has room again, or that another program has let go, when nobody saves meanwhile.
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(2);

    // A queue with a monitor, since a blocking collection spins before it waits, hundreds of times a second.
    private readonly Queue<WriteItem> _waiting = [];
    private readonly SemaphoreSlim _places = new(Capacity);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly SqliteConnection _connection;
    private readonly WriteAheadLog _log;
    private readonly StorageHealth _health;
    private bool _isClosed;

    public WriteQueue(SqliteConnection connection, WriteAheadLog log, StorageHealth health)
    {
        _connection = connection;
        _log = log;
        _health = health;
        new Thread(WriteAll) { IsBackground = true, Name = "Database writer" }.UnsafeStart();
    }

    /// <summary>Runs work in a transaction and returns when it is on disk.</summary>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        _health.ThrowIfReadOnly();
        var item = new WriteItem<T>(work);
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        Add(item);
        return await item.ResultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="RunAsync"/>; the caller's thread waits.</summary>
    /// <exception cref="StorageException">It could not be stored.</exception>
    public T Run<T>(Func<SqliteConnection, T> work)
    {
        _health.ThrowIfReadOnly();
        var item = new WriteItem<T>(work);
        _places.Wait();
        Add(item);
        return item.Result();
    }

    /// <summary>Takes no more, and returns when what waited is written.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_waiting)
        {
            _isClosed = true;
            Monitor.Pulse(_waiting);
        }

        await _ended.Task.ConfigureAwait(false);
    }

    private void Add(WriteItem item)
    {
        lock (_waiting)
        {
            if (!_isClosed)
            {
                _waiting.Enqueue(item);
                Monitor.Pulse(_waiting);
                return;
            }
        }

        _places.Release();
        throw new ObjectDisposedException(nameof(SqliteDatabase));
    }

    private void WriteAll()
    {
        var batch = new List<WriteItem>(MostInOneCommit);
        while (TryWait(out var item))
        {
            do
            {
                _places.Release();
                if (item.TryBegin()) batch.Add(item);
            }
            while (batch.Count < MostInOneCommit && TryTake(TimeSpan.Zero, out item));

            if (batch.Count > 0) Write(batch);
            batch.Clear();
        }

        _ended.TrySetResult();
    }

    /// <summary>Waits for an item, and while writes are refused for now, tries every few seconds whether they still would be.</summary>
    private bool TryWait([NotNullWhen(true)] out WriteItem? item)
    {
        while (!TryTake(_health.IsRefusingForNow ? TryAgainAfter : Timeout.InfiniteTimeSpan, out item))
        {
            if (HasEnded) return false;
            if (_health.IsRefusingForNow) Probe();
        }

        return true;
    }

    // One that came between the last look and the closing is written still.
    private bool HasEnded
    {
        get
        {
            lock (_waiting) return _isClosed && _waiting.Count == 0;
        }
    }

    private bool TryTake(TimeSpan patience, [NotNullWhen(true)] out WriteItem? item)
    {
        lock (_waiting)
        {
            if (_waiting.Count == 0 && !_isClosed && patience != TimeSpan.Zero) Monitor.Wait(_waiting, patience);
            return _waiting.TryDequeue(out item);
        }
    }

    private void Probe()
    {
        try
        {
            _log.Probe();
            _health.Recover();
        }
        catch (SqliteException exception)
        {
            Fault(exception);
        }
    }

    private void Write(List<WriteItem> batch)
    {
        try
        {
            _health.ThrowIfReadOnly();
            Commit(batch);
        }
        catch (Exception exception)
        {
            RollBack();
            // One item may have been too large for what room there is, or the like; alone, each gets its own answer.
            if (batch.Count > 1 && exception is SqliteException failed && !SqliteFaults.IsBusy(failed) && !SqliteFaults.LosesTrustInDisk(failed))
            {
                foreach (var item in batch) Write([item]);
                return;
            }

            var fault = Fault(exception);
            foreach (var item in batch) item.Fail(fault);
        }

        foreach (var item in batch) item.Tell();
        _log.CheckpointWhenLarge();
    }

    private void Commit(List<WriteItem> batch)
    {
        _connection.Run("BEGIN IMMEDIATE");
        if (batch is [var only]) only.Run(_connection);
        else foreach (var item in batch) RunApart(item);
        _connection.Run("COMMIT");
    }

    // What goes wrong in one item is undone, and the others are committed.
    private void RunApart(WriteItem item)
    {
        _connection.Run("SAVEPOINT item");
        try
        {
            item.Run(_connection);
        }
        catch (SqliteException exception) when (IsTransactionGone() || SqliteFaults.LosesTrustInDisk(exception))
        {
            throw;
        }
        catch (Exception exception)
        {
            _connection.Execute("ROLLBACK TO item");
            item.Fail(Fault(exception));
        }

        _connection.Run("RELEASE item");
    }

    private Exception Fault(Exception exception)
    {
        if (exception is not SqliteException failed) return exception;
        if (!SqliteFaults.TryRead(failed, out var fault)) return SqliteFaults.Unexpected(failed);
        if (SqliteFaults.EndsWriting(failed)) _health.TurnReadOnly(fault.Text, failed);
        else _health.RefuseForNow(fault);
        return fault;
    }

    /// <summary>SQLite itself rolls back the whole transaction on a full disk and on errors of reading and writing.</summary>
    private bool IsTransactionGone() => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0;

    /// <summary>Leaves the transaction; an error in that is no news to the caller, who is told of its cause.</summary>
    private void RollBack()
    {
        if (!IsTransactionGone()) _ = SQLitePCL.raw.sqlite3_exec(_connection.Handle, "ROLLBACK");
    }
}
