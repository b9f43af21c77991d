using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Dapper;
using FlowBuilder.Core.Models;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Storage.Tests.Support;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Storage.Tests.Backups;

/// <summary>What a backup holds, and what a restore does with a good one and a bad one.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BackupTests : IDisposable
{
    private const string Canary = "sk-canary-51c0ffee";

    private readonly DataFolderOnDisk _folder = new();
    private readonly DataFolderOnDisk _other = new();

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_backup_restored_elsewhere_has_all_and_its_secrets_only_with_the_keys(bool withKeys)
    {
        string flow;
        Backup backup;
        await using (var host = new StorageHost(_folder))
        {
            flow = await FillAsync(host);
            backup = await host.Get<BackupStore>().MakeAsync(target: null, withKeys, CancellationToken.None);
        }

        var aside = Restore.Run(backup.Path, _other.Path, TimeProvider.System, CancellationToken.None);

        await using var restored = new StorageHost(_other);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(backup.HasKeys, Is.EqualTo(withKeys));
            Assert.That(aside, Is.Null, "there was nothing before");
            Assert.That((await restored.Flows.FindAsync(flow, CancellationToken.None))!.Flow.IsWholeAt(1), Is.True);
            Assert.That(await restored.Runs.ReadAllAsync("r1"), Has.Count.EqualTo(RunSamples.EveryType().Count));
            Assert.That(await File.ReadAllTextAsync(_other.File("files/flow/안녕.txt")), Is.EqualTo("written by a flow"));
            Assert.That(await File.ReadAllTextAsync(_other.File("templates/mine.json")), Is.EqualTo("{}"));
            Assert.That((await restored.Connections.FindAsync("c", CancellationToken.None))!.ApiKey?.Reveal(), withKeys ? Is.EqualTo(Canary) : Is.Null);
        }
    }

    [Test]
    public async Task A_backup_holds_no_key_unless_it_is_asked_for_and_only_its_owner_can_read_it()
    {
        await using var host = new StorageHost(_folder);
        await FillAsync(host);

        var backup = await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);

        using var zip = ZipFile.OpenRead(backup.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(zip.Entries.Select(entry => entry.FullName), Is.EquivalentTo(new[] { "backup.json", "files/flow/안녕.txt", "flowbuilder.db", "templates/mine.json" }));
            if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(backup.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(Directory.GetFiles(host.Get<BackupStore>().Folder), Is.EqualTo(new[] { backup.Path }), "nothing is left beside it");
        }
    }

    [Test]
    public async Task What_was_there_before_a_restore_is_kept_aside_and_the_key_ring_stays()
    {
        Backup backup;
        await using (var host = new StorageHost(_folder))
        {
            await FillAsync(host);
            backup = await host.Get<BackupStore>().MakeAsync(_other.File("a.backup.zip"), withKeys: false, CancellationToken.None);
            await host.Connections.SaveAsync(new Connection { Name = "later", Kind = ConnectionKind.OpenAI }, CancellationToken.None);
        }

        var aside = Restore.Run(backup.Path, _folder.Path, TimeProvider.System, CancellationToken.None);

        await using (var restored = new StorageHost(_folder))
        {
            Assert.That((await restored.Connections.ListAsync(CancellationToken.None)).Select(connection => connection.Name), Is.EqualTo(new[] { "c" }));
            Assert.That((await restored.Connections.FindAsync("c", CancellationToken.None))!.ApiKey?.Reveal(), Is.EqualTo(Canary));
        }

        await using var former = new StorageHost(aside!);
        Assert.That((await former.Connections.ListAsync(CancellationToken.None)).Select(connection => connection.Name), Is.EqualTo(new[] { "c", "later" }));
    }

    [Test]
    [Hazard("REL-15")]
    public async Task Rel15_a_backup_made_while_others_save_holds_a_prefix_of_what_was_acknowledged()
    {
        var events = 0;
        var saves = new ConcurrentBag<(string Flow, long Revision, int Begun, int Acknowledged)>();
        var backups = new List<(Backup Backup, int Begun)>();
        await using (var host = new StorageHost(_folder))
        {
            using var stop = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                var begun = Interlocked.Increment(ref events);
                var flow = await host.Flows.CreateAsync(KilledFlow.At(1), CancellationToken.None);
                saves.Add((flow.Id, 1, begun, Interlocked.Increment(ref events)));
                while (!stop.IsCancellationRequested)
                {
                    begun = Interlocked.Increment(ref events);
                    flow = (await host.Flows.SaveAsync(flow.Id, KilledFlow.At(flow.Revision + 1), flow.Revision, CancellationToken.None))!;
                    saves.Add((flow.Id, flow.Revision, begun, Interlocked.Increment(ref events)));
                }
            })).ToList();
            for (var i = 0; i < 5; i++)
            {
                var enough = (i + 1) * 100;
                Assert.That(() => saves.Count, Is.GreaterThan(enough).After(20_000, 5));
                var begun = Volatile.Read(ref events);
                backups.Add((await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None), begun));
            }

            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }

        foreach (var (backup, begun) in backups)
        {
            Restore.Run(backup.Path, _other.Path, TimeProvider.System, CancellationToken.None);
            await using var restored = new StorageHost(_other);
            var revisions = (await restored.Flows.ListAsync(CancellationToken.None)).ToDictionary(flow => flow.Id, flow => flow.Revision);
            foreach (var (id, revision) in revisions)
                Assert.That((await restored.Flows.FindAsync(id, CancellationToken.None))!.Flow.IsWholeAt(revision), Is.True);

            // Whatever was acknowledged before a save began that is in the backup, or before the backup began, must be in it too.
            var held = saves.Where(save => revisions.GetValueOrDefault(save.Flow) >= save.Revision).ToList();
            var mark = Math.Max(begun, held.Max(save => save.Begun));
            Assert.That(saves.Where(save => save.Acknowledged < mark).Except(held), Is.Empty);
        }

        await TestContext.Out.WriteLineAsync($"{saves.Count} saves, {backups.Count} backups");
    }

    [Test]
    public async Task A_cut_or_changed_backup_is_refused_and_changes_nothing()
    {
        Backup backup;
        await using (var host = new StorageHost(_folder))
        {
            await FillAsync(host);
            backup = await host.Get<BackupStore>().MakeAsync(_other.File("whole.backup.zip"), withKeys: false, CancellationToken.None);
        }

        var whole = await File.ReadAllBytesAsync(backup.Path);
        var before = await File.ReadAllBytesAsync(_folder.Database);
        var bad = _other.File("bad.backup.zip");
        foreach (var length in (int[])[0, 10, whole.Length / 2, whole.Length - 1])
        {
            await File.WriteAllBytesAsync(bad, whole[..length]);
            AssertRefused(bad, $"cut to {length}");
        }

        // In the database's entry, which is first and by far the largest.
        foreach (var place in (int[])[whole.Length / 4, whole.Length / 3, whole.Length / 2])
        {
            // Of one bit alone nothing may come: a run of zeros that is copied from farther off is the same run.
            var changed = (byte[])whole.Clone();
            for (var i = place; i < place + 64; i++) changed[i] ^= 0xFF;
            await File.WriteAllBytesAsync(bad, changed);
            AssertRefused(bad, $"changed at {place}");
        }

        Assert.That(await File.ReadAllBytesAsync(_folder.Database), Is.EqualTo(before));
    }

    [TestCase("../evil")]
    [TestCase("files/../../evil")]
    [TestCase("/tmp/flowbuilder-evil")]
    [TestCase("flowbuilder.lock")]
    [TestCase(@"files\..\evil")]
    public async Task A_backup_that_would_write_elsewhere_is_refused(string path)
    {
        var backup = await ChangedAsync(manifest => manifest["files"]!.AsArray().Add(new JsonObject { ["path"] = path, ["bytes"] = 0, ["sha256"] = "" }));

        AssertRefused(backup, path);
    }

    [TestCase("schema", 9999)]
    [TestCase("format", 2)]
    public async Task A_newer_programs_backup_is_refused_in_words(string member, int value)
    {
        var backup = await ChangedAsync(manifest => manifest[member] = value);

        Assert.That(AssertRefused(backup, member).Text.English, Does.Contain("newer"));
    }

    [Test]
    public async Task A_restore_is_refused_while_a_server_uses_the_data()
    {
        await using var host = new StorageHost(_folder);
        await FillAsync(host);
        var backup = await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);

        var refusal = Assert.Throws<StorageException>(() => Restore.Run(backup.Path, _folder.Path, TimeProvider.System, CancellationToken.None))!;

        Assert.That(refusal.Code, Is.EqualTo(StorageException.InUse));
        Assert.That(await host.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task After_a_restore_that_broke_off_no_server_starts_until_it_is_done_again()
    {
        Backup backup;
        await using (var host = new StorageHost(_folder))
        {
            await FillAsync(host);
            backup = await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);
        }

        // As it is when the former data are aside and the backup's have not come yet.
        Directory.CreateDirectory(_folder.File("restore.under-way"));
        File.Move(_folder.Database, _folder.File("restore.under-way/flowbuilder.db"));

        await using (var refused = new StorageHost(_folder))
            Assert.That(Assert.Throws<StorageException>(() => _ = refused.Connections)!.Text.English, Does.Contain("Run flowbuilder restore again"));
        Assert.That(File.Exists(_folder.Database), Is.False);

        Restore.Run(backup.Path, _folder.Path, TimeProvider.System, CancellationToken.None);
        await using var again = new StorageHost(_folder);
        Assert.That(await again.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Damage_is_told_with_the_newest_backup_and_how_to_restore_it_and_the_broken_file_is_kept()
    {
        Backup newest;
        await using (var host = new StorageHost(_folder))
        {
            await FillAsync(host);
            await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);
            host.Clock.Now += TimeSpan.FromHours(1);
            newest = await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);
        }

        await using (var file = File.OpenWrite(_folder.Database)) file.SetLength(20_000);
        var broken = await File.ReadAllBytesAsync(_folder.Database);

        await using (var refused = new StorageHost(_folder))
        {
            var text = Assert.Throws<StorageException>(() => _ = refused.Connections)!.Text;
            Assert.That(text.English, Does.Contain($"flowbuilder restore \"{newest.Path}\" --data \"{_folder.Path}\""));
            Assert.That(text.All["ko"], Does.Contain(newest.Path).And.Contain("복원"));
        }

        var aside = Restore.Run(newest.Path, _folder.Path, TimeProvider.System, CancellationToken.None)!;
        await using var restored = new StorageHost(_folder);
        Assert.That(await restored.Connections.ListAsync(CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(aside, "flowbuilder.db")), Is.EqualTo(broken));
    }

    [Test]
    public async Task A_damaged_database_gives_no_backup()
    {
        await using var host = new StorageHost(_folder);
        await FillAsync(host);
        using (var connection = _folder.Connect()) await connection.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = new FileStream(_folder.Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 5 * 4096;
            file.Write(new byte[4096]);
        }

        var refusal = Assert.ThrowsAsync<StorageException>(() => host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None))!;

        Assert.That(refusal.Code, Is.EqualTo(StorageException.Corrupt));
        Assert.That(Directory.GetFiles(host.Get<BackupStore>().Folder), Is.Empty);
    }

    [Test]
    public async Task Of_backups_made_by_itself_the_newest_are_kept_and_of_those_made_by_hand_all()
    {
        await using var host = new StorageHost(_folder, options => options with { BackupsKept = 2 });
        await FillAsync(host);
        var backups = host.Get<BackupStore>();
        await backups.MakeAsync(target: null, withKeys: false, CancellationToken.None);
        var made = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Now += TimeSpan.FromHours(1);
            made.Add((await backups.MakeAutomaticAsync(CancellationToken.None)).Name);
        }

        Assert.That(backups.List().Select(backup => backup.Name), Is.EqualTo(new[] { made[3], made[2], "flowbuilder-20260304-050607-890.backup.zip" }));
    }

    [TestCase("../flowbuilder.db")]
    [TestCase("..")]
    [TestCase("")]
    [TestCase("flowbuilder.db")]
    [TestCase("none.backup.zip")]
    [TestCase("/etc/passwd")]
    public async Task A_name_that_is_no_backups_finds_nothing(string name)
    {
        await using var host = new StorageHost(_folder);
        await FillAsync(host);
        await host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);

        Assert.That(host.Get<BackupStore>().Find(name), Is.Null);
        Assert.That(host.Get<BackupStore>().Delete(name), Is.False);
    }

    [Test]
    public async Task The_full_check_finds_what_a_start_does_not_look_for()
    {
        await using (var host = new StorageHost(_folder)) await FillAsync(host);
        Assert.That(FullCheck.Run(_folder.Path), Is.Empty);

        using (var connection = _folder.Connect())
            await connection.ExecuteAsync("PRAGMA foreign_keys = OFF; DELETE FROM runs");

        Assert.That(FullCheck.Run(_folder.Path), Has.Some.Contains("event_chunks"));
    }

    private StorageException AssertRefused(string backup, string why)
    {
        var before = Directory.GetFileSystemEntries(_folder.Path).Order().ToList();
        var refusal = Assert.Throws<StorageException>(() => Restore.Run(backup, _folder.Path, TimeProvider.System, CancellationToken.None), why)!;
        Assert.That(refusal.Code, Is.EqualTo(StorageException.BadBackup), why);
        Assert.That(Directory.GetFileSystemEntries(_folder.Path).Order().Where(entry => Path.GetFileName(entry) != "flowbuilder.lock"), Is.EqualTo(before.Where(entry => Path.GetFileName(entry) != "flowbuilder.lock")), why);
        return refusal;
    }

    /// <summary>A good backup whose manifest was changed.</summary>
    private async Task<string> ChangedAsync(Action<JsonNode> change)
    {
        Backup backup;
        await using (var host = new StorageHost(_folder))
        {
            await FillAsync(host);
            backup = await host.Get<BackupStore>().MakeAsync(_other.File("changed.backup.zip"), withKeys: false, CancellationToken.None);
        }

        using var zip = ZipFile.Open(backup.Path, ZipArchiveMode.Update);
        var entry = zip.GetEntry("backup.json")!;
        JsonNode manifest;
        using (var reader = entry.Open()) manifest = JsonNode.Parse(reader)!;
        entry.Delete();
        change(manifest);
        await using var writer = new StreamWriter(zip.CreateEntry("backup.json").Open());
        await writer.WriteAsync(manifest.ToJsonString());
        return backup.Path;
    }

    private async Task<string> FillAsync(StorageHost host)
    {
        var flow = await host.Flows.CreateAsync(KilledFlow.At(1), CancellationToken.None);
        await host.Connections.SaveAsync(new Connection { Name = "c", Kind = ConnectionKind.OpenAI, ApiKey = new Secret(Canary) }, CancellationToken.None);
        await host.Runs.SaveAsync(RunSamples.Record("r1"), RunSamples.EveryType(), CancellationToken.None);
        Directory.CreateDirectory(_folder.File("files/flow"));
        await File.WriteAllTextAsync(_folder.File("files/flow/안녕.txt"), "written by a flow");
        Directory.CreateDirectory(_folder.File("templates"));
        await File.WriteAllTextAsync(_folder.File("templates/mine.json"), "{}");
        return flow.Id;
    }
}
