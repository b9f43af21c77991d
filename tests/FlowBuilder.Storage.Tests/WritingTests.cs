using System.Runtime.InteropServices;
using Dapper;
using FlowBuilder.Core.Models;
using FlowBuilder.Storage.Sqlite;
using FlowBuilder.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tests;

/// <summary>The one writer: what is acknowledged, what fails alone, and what a full or held database does.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WritingTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task One_that_fails_does_not_spoil_the_others_of_its_commit()
    {
        await using var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        var (held, release) = await HoldAsync(database);
        var writes = Enumerable.Range(0, 50).Select(i => database.WriteAsync(
            connection =>
            {
                connection.Execute("INSERT INTO numbers VALUES (@i)", new { i });
                return i % 7 == 3 ? throw new InvalidDataException("mine") : i;
            },
            CancellationToken.None)).ToList();
        release.SetResult();
        await held;

        for (var i = 0; i < writes.Count; i++)
        {
            if (i % 7 == 3) Assert.That(async () => await writes[i], Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("mine"));
            else Assert.That(await writes[i], Is.EqualTo(i));
        }

        Assert.That(await NumbersAsync(database), Is.EqualTo(Enumerable.Range(0, 50).Where(i => i % 7 != 3)));
    }

    [Test]
    public async Task A_statement_that_breaks_a_rule_fails_alone()
    {
        await using var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        var (held, release) = await HoldAsync(database);
        Task<int> Insert(int number) => database.WriteAsync(connection => connection.Execute("INSERT INTO numbers VALUES (@number)", new { number }), CancellationToken.None);
        var (first, same, other) = (Insert(1), Insert(1), Insert(2));
        release.SetResult();
        await held;

        Assert.That(async () => await same, Throws.InvalidOperationException.With.InnerException.InstanceOf<SqliteException>());
        Assert.That(await first + await other, Is.EqualTo(2));
        Assert.That(await NumbersAsync(database), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task Waiting_writes_share_a_commit()
    {
        await using var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        var (held, release) = await HoldAsync(database);
        var writes = Enumerable.Range(0, 100).Select(i => database.WriteAsync(
            connection =>
            {
                connection.Execute("INSERT INTO numbers VALUES (@i)", new { i });
                // Seen from outside, none of them is there until all of the commit are.
                using var outside = _folder.Connect();
                return outside.ExecuteScalar<int>("SELECT count(*) FROM numbers");
            },
            CancellationToken.None)).ToList();
        release.SetResult();
        await held;

        Assert.That(await Task.WhenAll(writes), Is.All.Zero);
        Assert.That(await NumbersAsync(database), Has.Count.EqualTo(100));
    }

    [Test]
    public async Task A_write_given_up_before_its_turn_is_not_made_and_one_under_way_is()
    {
        await using var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        using var cancelling = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var underWay = database.WriteAsync(
            connection =>
            {
                begun.SetResult();
                release.Task.GetAwaiter().GetResult();
                return connection.Execute("INSERT INTO numbers VALUES (1)");
            },
            cancelling.Token);
        await begun.Task;
        var waiting = database.WriteAsync(connection => connection.Execute("INSERT INTO numbers VALUES (2)"), cancelling.Token);
        await cancelling.CancelAsync();

        Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        release.SetResult();
        Assert.That(await underWay, Is.EqualTo(1));
        Assert.That(await NumbersAsync(database), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task What_waits_when_the_host_stops_is_still_written()
    {
        var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        var (_, release) = await HoldAsync(database);
        var writes = Enumerable.Range(0, 20).Select(i => database.WriteAsync(connection => connection.Execute("INSERT INTO numbers VALUES (@i)", new { i }), CancellationToken.None)).ToList();
        var stopping = host.DisposeAsync();
        release.SetResult();
        await stopping;

        Assert.That(await Task.WhenAll(writes), Is.All.EqualTo(1));
        Assert.That(async () => await database.WriteAsync(_ => 1, CancellationToken.None), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(async () => await database.ReadAsync(_ => 1, CancellationToken.None), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(File.Exists(_folder.File("flowbuilder.db-wal")), Is.False, "closed in order");
    }

    [Test]
    public async Task A_database_without_room_refuses_with_words_reads_on_and_takes_what_still_fits()
    {
        await using var host = new StorageHost(_folder, options => options with { MaxDatabaseBytes = 1 << 20 });
        var text = new string('x', 60_000);
        Task SaveAsync(int i) => host.Runs.SaveAsync(
            RunSamples.Record($"r{i}"), RunSamples.Stamped(RunSamples.Output($"{i}{text}")), CancellationToken.None).AsTask();

        var saves = Enumerable.Range(0, 40).Select(SaveAsync).ToList();
        await Task.WhenAll(saves.Select(save => save.ContinueWith(_ => { }, TaskScheduler.Default)));
        var full = saves.Where(save => save.IsFaulted).Select(save => save.Exception!.InnerException).ToList();
        var stored = saves.Select((save, i) => (save, i)).Where(pair => pair.save.IsCompletedSuccessfully).Select(pair => $"r{pair.i}").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(full, Is.Not.Empty.And.All.InstanceOf<StorageException>());
            Assert.That(full.Cast<StorageException>().Select(fault => (fault.Code, fault.IsTransient)), Is.All.EqualTo((StorageException.Full, true)));
            Assert.That(stored, Is.Not.Empty);
            Assert.That((await host.Runs.ListAsync(new(), CancellationToken.None)).Select(run => run.RunId), Is.EquivalentTo(stored));
            foreach (var id in stored) Assert.That(await host.Runs.ReadAllAsync(id), Has.Count.EqualTo(1));
        }

        await host.Get<SqliteDatabase>().WriteAsync(
            connection => connection.Execute("DELETE FROM runs; DELETE FROM blobs"), CancellationToken.None);
        Assert.That(async () => await SaveAsync(100), Throws.Nothing, "room that was made is used without a restart");
    }

    [Test]
    public async Task A_database_held_by_another_program_is_waited_for_then_refused_with_words_and_works_again()
    {
        await using var host = new StorageHost(_folder, options => options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await SaveAsync(host, "before");
        await using (var other = _folder.Connect())
        {
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            var refusal = Assert.ThrowsAsync<StorageException>(() => SaveAsync(host, "during"))!;
            Assert.That((refusal.Code, refusal.IsTransient), Is.EqualTo((StorageException.Busy, true)));
            Assert.That(await host.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(1), "reading goes on");
            await other.ExecuteAsync("COMMIT");
        }

        await SaveAsync(host, "after");
        Assert.That((await host.Connections.ListAsync(CancellationToken.None)).Select(connection => connection.Name), Is.EqualTo(new[] { "after", "before" }));
    }

    [Test]
    public async Task What_SQLite_waits_for_it_waits_for_by_milliseconds()
    {
        await using var host = new StorageHost(_folder);

        // Built without it, SQLite sleeps a whole second whenever another connection looks at the log in the same instant.
        Assert.That(Sleep(1), Is.EqualTo(1));
    }

    [Test]
    public async Task The_log_does_not_grow_without_end_and_loses_nothing()
    {
        await using var host = new StorageHost(_folder);
        var database = await TableAsync(host);
        var page = new byte[200_000];
        const int Pages = 1000;
        for (var i = 0; i < Pages; i++)
        {
            await database.WriteAsync(
                connection => connection.Execute("INSERT INTO blobs (hash, content) VALUES (randomblob(32), @page)", new { page }),
                CancellationToken.None);
        }

        Assert.That(new FileInfo(_folder.File("flowbuilder.db-wal")).Length, Is.LessThan(70 << 20), "of 200 MB");
        Assert.That(await database.ReadAsync(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM blobs"), CancellationToken.None), Is.EqualTo(Pages));
    }

    [Test]
    public async Task A_disk_that_did_not_confirm_a_write_ends_writing_until_the_next_start()
    {
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "before");
        const int IoFsync = 10 | (4 << 8);
        var failed = host.Get<SqliteDatabase>().WriteAsync<int>(_ => throw new SqliteException("disk I/O error", 10, IoFsync), CancellationToken.None);

        Assert.That(async () => await failed, Throws.InstanceOf<StorageException>().With.Property(nameof(StorageException.Code)).EqualTo(StorageException.ReadOnly));
        var refusal = Assert.ThrowsAsync<StorageException>(() => SaveAsync(host, "after"))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, refusal.IsTransient), Is.EqualTo((StorageException.ReadOnly, false)));
            Assert.That(host.Get<StorageHealth>().ReadOnlyBecause, Is.EqualTo(refusal.Text));
            Assert.That(await host.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(1), "reading goes on");
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Sleep(int milliseconds);

    private static Task SaveAsync(StorageHost host, string name) =>
        host.Connections.SaveAsync(new Connection { Name = name, Kind = ConnectionKind.OpenAI }, CancellationToken.None).AsTask();

    private static async Task<SqliteDatabase> TableAsync(StorageHost host)
    {
        var database = host.Get<SqliteDatabase>();
        await database.WriteAsync(connection => connection.Execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)"), CancellationToken.None);
        return database;
    }

    /// <summary>Keeps the writer busy, so that what follows waits and is committed together.</summary>
    // Begun before it returns: the writer would else take what is written after it into the same commit, or a part of it.
    private static async Task<(Task Held, TaskCompletionSource Release)> HoldAsync(SqliteDatabase database)
    {
        var (begun, release) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        var held = database.WriteAsync(
            _ =>
            {
                begun.SetResult();
                release.Task.GetAwaiter().GetResult();
                return 0;
            },
            CancellationToken.None);
        await begun.Task;
        return (held, release);
    }

    private static Task<List<int>> NumbersAsync(SqliteDatabase database) =>
        database.ReadAsync(connection => connection.Query<int>("SELECT number FROM numbers ORDER BY number").ToList(), CancellationToken.None);
}
