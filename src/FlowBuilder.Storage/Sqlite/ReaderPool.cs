using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Read-only connections, opened as they are needed and kept. They see what is committed and block nobody.</summary>
internal sealed class ReaderPool(Func<SqliteConnection> open, int most) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _places = new(most);
    private volatile bool _disposed;

    /// <summary>Runs a query away from the caller's thread, which may be a screen's.</summary>
    public async Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteDatabase));
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(work), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes what is idle now, and the others when their query ends.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    private T Run<T>(Func<SqliteConnection, T> work)
    {
        SqliteConnection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection)) connection = open();
            var result = work(connection);
            _idle.Add(connection);
            if (_disposed) Dispose();
            return result;
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            if (exception is SqliteException failed && SqliteFaults.TryRead(failed, out var fault)) throw fault;
            throw;
        }
    }
}
