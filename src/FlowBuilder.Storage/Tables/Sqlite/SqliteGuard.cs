using System.Diagnostics;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Tables;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FlowBuilder.Storage.Tables.Sqlite;

/// <summary>Keeps a SQLite connection to reading, within limits, whatever SQL it is given and whoever made its file.</summary>
/// <remarks>
/// After "Defense Against The Dark Arts" (sqlite.org/security.html): the authorizer lets through only SELECT, reading columns
/// and the functions of <see cref="SqliteFunctions"/>; the schema is not trusted; there are no triggers, extensions or virtual
/// tables; lengths are bounded; and a progress handler stops what takes too long or too much memory. For one thread at a time.
/// </remarks>
internal sealed class SqliteGuard
{
    /// <summary>The most memory that one query may take, in bytes.</summary>
    public const long MostMemory = 256L << 20;

    private const int StepsBetweenLooks = 50;
    private const int Recursive = 33;

    private static readonly (int Limit, int Value)[] Limits =
    [
        (raw.SQLITE_LIMIT_LENGTH, 100_000),
        (raw.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (raw.SQLITE_LIMIT_EXPR_DEPTH, 200),
        (raw.SQLITE_LIMIT_COMPOUND_SELECT, 50),
        (raw.SQLITE_LIMIT_VDBE_OP, 50_000),
        (raw.SQLITE_LIMIT_FUNCTION_ARG, 50),
        (raw.SQLITE_LIMIT_ATTACHED, 0),
        (raw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
        (raw.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (raw.SQLITE_LIMIT_WORKER_THREADS, 0),
    ];

    // SQLite makes these tables anew however often their modules are dropped.
    private static readonly HashSet<string> OwnTables = new(StringComparer.OrdinalIgnoreCase) { "json_each", "json_tree" };

    private readonly SqliteConnection _connection;
    private bool _isOurOwn;
    private long _deadline;
    private long _memory;
    private CancellationToken _cancellation;
    private Func<TableLimits, NodeException>? _stopped;

    /// <summary>Guards an open connection from now on.</summary>
    public SqliteGuard(SqliteConnection connection)
    {
        _connection = connection;
        var database = connection.Handle!;
        foreach (var (limit, value) in Limits) raw.sqlite3_limit(database, limit, value);
        Configure(database, raw.SQLITE_DBCONFIG_DEFENSIVE, 1);
        Configure(database, raw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
        Configure(database, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
        Configure(database, raw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0);
        Configure(database, raw.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0);
        Configure(database, raw.SQLITE_DBCONFIG_DQS_DML, 0);
        Configure(database, raw.SQLITE_DBCONFIG_DQS_DDL, 0);
        SqliteModules.Drop(database);
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = 1; PRAGMA mmap_size = 0";
            command.ExecuteNonQuery();
        }

        raw.sqlite3_set_authorizer(database, Authorise, null);
        raw.sqlite3_progress_handler(database, StepsBetweenLooks, Look, null);
    }

    /// <summary>Runs a statement and reads its rows.</summary>
    /// <param name="query">The statement, already checked.</param>
    /// <param name="isOurOwn">Whether this program wrote it, so that it may ask for the columns of a table.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NodeException">It is wrong, not allowed, or over a limit.</exception>
    public TableRows Run(TableQuery query, bool isOurOwn, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (_isOurOwn, _cancellation, _stopped) = (isOurOwn, cancellationToken, null);
        _deadline = Stopwatch.GetTimestamp() + (long)(query.Limits.Time.TotalSeconds * Stopwatch.Frequency);
        _memory = raw.sqlite3_memory_used() + MostMemory;
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = query.Sql;
            for (var i = 0; i < query.Values.Count; i++) command.Parameters.AddWithValue($"${i + 1}", query.Values[i] ?? DBNull.Value);
            using var reader = command.ExecuteReader();
            return SqliteRows.Read(reader, query.Limits);
        }
        catch (SqliteException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_stopped is { } stopped) throw stopped(query.Limits);
            if (failure.SqliteErrorCode == raw.SQLITE_NOMEM) throw TableFault.TooBig(MostMemory >> 20);
            throw TableFault.Wrong(SqliteRows.ReasonOf(failure), failure);
        }
    }

    private int Authorise(object? data, int action, string? first, string? second, string? database, string? trigger)
    {
        var isAllowed = action switch
        {
            raw.SQLITE_SELECT or Recursive => true,
            raw.SQLITE_READ => !OwnTables.Contains(first ?? ""),
            raw.SQLITE_FUNCTION => second is not null && SqliteFunctions.MayCall(second),
            raw.SQLITE_PRAGMA => _isOurOwn && first == "table_xinfo",
            _ => false,
        };
        return isAllowed ? raw.SQLITE_OK : raw.SQLITE_DENY;
    }

    private int Look(object? data)
    {
        if (_cancellation.IsCancellationRequested) return 1;
        if (Stopwatch.GetTimestamp() > _deadline) _stopped = limits => TableFault.TooSlow(limits.Time);
        else if (raw.sqlite3_memory_used() > _memory) _stopped = _ => TableFault.TooBig(MostMemory >> 20);
        return _stopped is null ? 0 : 1;
    }

    private static void Configure(sqlite3 database, int option, int value) => _ = raw.sqlite3_db_config(database, option, value, out _);
}
