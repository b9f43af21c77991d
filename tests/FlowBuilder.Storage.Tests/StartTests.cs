using Dapper;
using FlowBuilder.Core.Models;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Tests;

/// <summary>What a start finds in its data folder, and what it refuses.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StartTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    [Hazard("REL-13")]
    public async Task A_second_server_on_the_same_folder_is_refused_with_words_until_the_first_ends()
    {
        await using (var first = new StorageHost(_folder))
        {
            await SaveAsync(first, "a");
            await using var second = new StorageHost(_folder);
            var refusal = RefusalOf(second);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(refusal.Code, Is.EqualTo(StorageException.InUse));
                Assert.That(refusal.Text.English, Does.Contain(_folder.Path).And.Contain("--data"));
                Assert.That(refusal.Text.All["ko"], Does.Contain(_folder.Path));
            }

            await SaveAsync(first, "b");
        }

        await using var third = new StorageHost(_folder);
        Assert.That(await third.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_lock_file_that_nobody_holds_does_not_block()
    {
        await File.WriteAllTextAsync(_folder.File("flowbuilder.lock"), "closing");
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a");
    }

    [Test]
    public async Task A_newer_programs_folder_is_refused_and_left_as_it_is()
    {
        await StoreAsync();
        Execute("PRAGMA user_version = 9999");
        var before = await File.ReadAllBytesAsync(_folder.Database);

        await using var host = new StorageHost(_folder);
        var refusal = RefusalOf(host);
        Assert.That((refusal.Code, refusal.Text.English), Is.EqualTo((StorageException.Newer, refusal.Text.English)));
        Assert.That(refusal.Text.English, Does.Contain("newer FlowBuilder").And.Contain("9999"));
        Assert.That(await File.ReadAllBytesAsync(_folder.Database), Is.EqualTo(before));
    }

    [Test]
    public async Task Another_programs_database_is_refused()
    {
        SQLitePCL.Batteries_V2.Init();
        await using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (x)";
            await command.ExecuteNonQueryAsync();
        }

        await using var host = new StorageHost(_folder);
        Assert.That(RefusalOf(host).Code, Is.EqualTo(StorageException.Folder));
    }

    [Test]
    public async Task A_path_that_is_no_folder_is_refused_with_words()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");
        await using var host = new StorageHost(_folder.File("file"));
        Assert.That(RefusalOf(host).Code, Is.EqualTo(StorageException.Folder));
    }

    [TestCase(0)]
    [TestCase(50)]
    [TestCase(4096)]
    [TestCase(20_000)]
    public async Task A_truncated_database_is_found_at_start_and_left_as_it_is(int length)
    {
        await StoreAsync();
        await using (var file = File.OpenWrite(_folder.Database)) file.SetLength(length);

        await AssertDamageIsFoundAsync();
        Assert.That(new FileInfo(_folder.Database).Length, Is.EqualTo(length));
    }

    [Test]
    public async Task Every_overwritten_page_that_holds_structure_is_found_at_start()
    {
        await StoreAsync();
        var whole = await File.ReadAllBytesAsync(_folder.Database);
        const int Page = 4096;
        for (var page = 0; page < whole.Length / Page; page++)
        {
            var damaged = (byte[])whole.Clone();
            damaged.AsSpan(page * Page, Page).Fill(0xA5);
            await File.WriteAllBytesAsync(_folder.Database, damaged);
            await AssertDamageIsFoundAsync();
        }
    }

    [TestCase("flows", true)]
    [TestCase("connections", true)]
    [TestCase("feedback", false)]
    public async Task Of_a_database_too_large_to_check_whole_what_people_made_is_checked(string table, bool isChecked)
    {
        await StoreAsync();
        var root = Scalar($"SELECT rootpage FROM sqlite_master WHERE name = '{table}'");
        await using (var file = File.OpenWrite(_folder.Database))
        {
            file.Position = (root - 1) * 4096;
            file.Write(new byte[4096]);
        }

        await using var host = new StorageHost(_folder, options => options with { WholeCheckBytes = 0 });
        if (isChecked) Assert.That(RefusalOf(host).Code, Is.EqualTo(StorageException.Corrupt));
        else Assert.That(() => host.Connections, Throws.Nothing);
    }

    [Test]
    public async Task A_log_deleted_after_a_crash_is_found_at_start()
    {
        var crashed = await CrashAsync();
        File.Delete(crashed.File("flowbuilder.db-wal"));

        await using var host = new StorageHost(crashed);
        var refusal = RefusalOf(host);
        Assert.That((refusal.Code, refusal.Text.English.Contains("flowbuilder.db-wal", StringComparison.Ordinal)), Is.EqualTo((StorageException.Corrupt, true)));
        crashed.Dispose();
    }

    [Test]
    public async Task A_database_deleted_after_a_crash_is_not_replaced_by_an_empty_one()
    {
        var crashed = await CrashAsync();
        File.Delete(crashed.Database);

        await using var host = new StorageHost(crashed);
        Assert.That(RefusalOf(host).Code, Is.EqualTo(StorageException.Corrupt));
        Assert.That(File.Exists(crashed.Database), Is.False);
        crashed.Dispose();
    }

    [Test]
    public async Task What_a_crash_left_in_the_log_is_there_after_the_next_start()
    {
        var crashed = await CrashAsync();
        await using (var host = new StorageHost(crashed))
            Assert.That(await host.Connections.FindAsync("crashed", CancellationToken.None), Is.Not.Null);
        crashed.Dispose();
    }

    [Test]
    public async Task A_first_start_that_died_half_way_is_begun_again()
    {
        await File.WriteAllTextAsync(_folder.File("flowbuilder.db.new"), "half");
        await File.WriteAllTextAsync(_folder.File("flowbuilder.db.new-journal"), "half");
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a");
        Assert.That(Directory.GetFiles(_folder.Path, "*.new*"), Is.Empty);
    }

    [Test]
    public async Task A_database_without_any_schema_yet_is_brought_to_this_one()
    {
        SQLitePCL.Batteries_V2.Init();
        await using (var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA application_id = 0x466C6F77";
            await command.ExecuteNonQueryAsync();
        }

        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a");
    }

    [Test]
    public void Options_out_of_range_are_refused_when_storage_is_added()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new StorageHost(" "), Throws.ArgumentException);
            Assert.That(() => new StorageHost(_folder, options => options with { BusyTimeout = TimeSpan.Zero }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new StorageHost(_folder, options => options with { MaxDatabaseBytes = 1 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => new StorageHost(_folder, options => options with { MaxReaders = 0 }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    private static StorageException RefusalOf(StorageHost host) =>
        Assert.Throws<StorageException>(() => _ = host.Connections)!;

    private static ValueTask SaveAsync(StorageHost host, string name) =>
        host.Connections.SaveAsync(new Connection { Name = name, Kind = ConnectionKind.OpenAI }, CancellationToken.None);

    private async Task StoreAsync()
    {
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "a");
        await host.Runs.SaveAsync(RunSamples.Record("r1"), RunSamples.EveryType(), CancellationToken.None);
    }

    private async Task AssertDamageIsFoundAsync()
    {
        await using var host = new StorageHost(_folder);
        var refusal = RefusalOf(host);
        Assert.That(refusal.Code, Is.AnyOf(StorageException.Corrupt, StorageException.Folder), "a page that says whose the file is may be gone too");
    }

    /// <summary>The files as a crash leaves them: copied from under a running server.</summary>
    private async Task<DataFolderOnDisk> CrashAsync()
    {
        var crashed = new DataFolderOnDisk();
        await using var host = new StorageHost(_folder);
        await SaveAsync(host, "crashed");
        using var copy = System.Diagnostics.Process.Start("cp", ["-r", _folder.Path + "/.", crashed.Path]);
        await copy.WaitForExitAsync();
        Assert.That(copy.ExitCode, Is.Zero);
        return crashed;
    }

    private void Execute(string sql)
    {
        using var connection = _folder.Connect();
        connection.Execute(sql);
    }

    private long Scalar(string sql)
    {
        using var connection = _folder.Connect();
        return connection.ExecuteScalar<long>(sql);
    }
}
