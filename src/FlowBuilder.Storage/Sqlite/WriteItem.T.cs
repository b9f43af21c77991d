using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>A transaction with a result.</summary>
internal sealed class WriteItem<T>(Func<SqliteConnection, T> work) : WriteItem
{
    private readonly TaskCompletionSource<T> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    /// <summary>The result once it is committed; cancelling has no effect on a transaction that has begun.</summary>
    public async Task<T> ResultAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() =>
        {
            if (TryGiveUp()) _told.TrySetCanceled(cancellationToken);
        });
        return await _told.Task.ConfigureAwait(false);
    }

    /// <summary>The result once it is committed; the calling thread waits.</summary>
    public T Result() => _told.Task.GetAwaiter().GetResult();

    public override void Run(SqliteConnection connection)
    {
        _failure = null;
        _result = work(connection);
    }

    public override void Fail(Exception exception) => _failure = exception;

    public override void Tell()
    {
        if (_failure is null) _told.TrySetResult(_result!);
        else _told.TrySetException(_failure);
    }
}
