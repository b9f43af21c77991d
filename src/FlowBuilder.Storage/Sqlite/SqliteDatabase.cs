using System.Globalization;
using Dapper;
using FlowBuilder.Core.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>The database of one data folder: locked, checked, brought to this schema, and open until disposed.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly ReaderPool _readers;
    private readonly FolderLock? _lock;
    private readonly SqliteConnection? _writer;
    private readonly WriteAheadLog? _log;
    private readonly WriteQueue? _queue;
    private int _disposed;

    private SqliteDatabase(
        FolderLock folderLock, SqliteConnection writer, DataFolder folder, StorageOptions options, StorageHealth health, ILogger logger)
        : this(folder, options)
    {
        _lock = folderLock;
        _writer = writer;
        _log = new WriteAheadLog(writer, DatabaseFile.Open(folder.Database, SqliteOpenMode.ReadWrite, options.BusyTimeout), health, logger);
        _queue = new WriteQueue(writer, _log, health);
    }

    private SqliteDatabase(DataFolder folder, StorageOptions options)
    {
        Folder = folder.Path;
        _readers = new ReaderPool(() => DatabaseFile.Open(folder.Database, SqliteOpenMode.ReadOnly, options.BusyTimeout), options.MaxReaders);
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <exception cref="StorageException">The folder is in use, damaged, newer than this program, or cannot be used.</exception>
    public static SqliteDatabase Open(StorageOptions options, StorageHealth health, ILogger logger)
    {
        var folder = new DataFolder(options.DataFolder);
        if (options.OnlyReads) return OpenToRead(folder, options);
        DataFolder.Make(folder.Path);
        DataFolder.Make(folder.Keys);
        var folderLock = FolderLock.Take(folder);
        SqliteConnection? writer = null;
        try
        {
            DamageCheck.BeforeOpening(folder, folderLock.WasLeftOpen);
            if (!File.Exists(folder.Database)) Create(folder, options);
            writer = OpenWriter(folder, options);
            MarkOpen(writer, folderLock, health);
            return new SqliteDatabase(folderLock, writer, folder, options, health, logger);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            folderLock.Dispose();
            if (exception is SqliteException failed && SqliteFaults.TryRead(failed, out var fault)) throw fault;
            if (exception is IOException or UnauthorizedAccessException) throw DataFolder.Refused(folder.Path, exception);
            throw;
        }
    }

    /// <summary>Runs work in a transaction of its own and returns when it is on disk. The work may be run twice.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) =>
        Queue.RunAsync(work, cancellationToken);

    /// <summary>As <see cref="WriteAsync"/>, for a caller that has a thread of its own, which waits.</summary>
    public T Write<T>(Func<SqliteConnection, T> work) => Queue.Run(work);

    /// <summary>Runs queries that see every write acknowledged before.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) =>
        _readers.RunAsync(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (_queue is not null) await _queue.DisposeAsync().ConfigureAwait(false);
        if (_log is not null) await _log.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
        try
        {
            _lock?.MarkClosing();
            if (_writer is not null) await _writer.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _lock?.Dispose();
        }
    }

    private WriteQueue Queue => _queue ?? throw new StorageException(StorageException.ReadOnly, OnlyReadText);

    private static readonly LocalText OnlyReadText = LocalText.Of(
        "These data were opened for reading only.", "이 데이터는 읽기 전용으로 열었습니다.");

    private static SqliteDatabase OpenToRead(DataFolder folder, StorageOptions options)
    {
        if (!File.Exists(folder.Database)) throw DataFolder.Empty(folder.Path);
        try
        {
            using var connection = DatabaseFile.Open(folder.Database, SqliteOpenMode.ReadOnly, options.BusyTimeout);
            Migrations.Check(connection, folder);
            if (Migrations.Version(connection) < Migrations.Latest) throw Migrations.Older(folder);
            return new SqliteDatabase(folder, options);
        }
        catch (SqliteException exception) when (SqliteFaults.TryRead(exception, out var fault))
        {
            throw fault;
        }
    }

    private static void Create(DataFolder folder, StorageOptions options)
    {
        foreach (var suffix in (string[])["", "-journal", "-wal", "-shm"]) File.Delete(folder.NewDatabase + suffix);
        using (var connection = DatabaseFile.Open(folder.NewDatabase, SqliteOpenMode.ReadWriteCreate, options.BusyTimeout))
        {
            Migrations.Claim(connection);
            Migrations.Apply(connection);
        }

        File.Move(folder.NewDatabase, folder.Database);
    }

    private static SqliteConnection OpenWriter(DataFolder folder, StorageOptions options)
    {
        var connection = DatabaseFile.Open(folder.Database, SqliteOpenMode.ReadWrite, options.BusyTimeout);
        try
        {
            // What is refused keeps its log: to close it would move the log into a database that cannot be trusted, and remove it.
            DatabaseFile.KeepLogOnClose(connection, true);
            Migrations.Check(connection, folder);
            DamageCheck.AfterOpening(connection, folder, options.WholeCheckBytes);
            DatabaseFile.KeepLogOnClose(connection, false);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");

            // One transaction may change a page of each of a thousand runs: neither those nor what undoes an item of it is to go through a file.
            connection.Execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000");
            Migrations.Apply(connection);
            if (options.MaxDatabaseBytes is { } bytes)
            {
                var pages = bytes / connection.ExecuteScalar<long>("PRAGMA page_size");
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void MarkOpen(SqliteConnection writer, FolderLock folderLock, StorageHealth health)
    {
        try
        {
            // Makes the log and syncs the folder, a database just renamed included, before anything is acknowledged.
            writer.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.Latest}"));
            folderLock.MarkOpen();
        }
        catch (SqliteException exception) when (SqliteFaults.IsFull(exception) && SqliteFaults.TryRead(exception, out var fault))
        {
            // Flows and runs can be read, and what room there is then is used.
            health.RefuseForNow(fault);
        }
        catch (IOException exception) when (DiskFull.Is(exception))
        {
            health.RefuseForNow(DiskFull.Fault(exception));
        }
    }
}
