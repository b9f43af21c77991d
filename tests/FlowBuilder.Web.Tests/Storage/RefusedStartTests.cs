using FlowBuilder.Storage.Backups;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>Data that the whole program does not start on: it says why and what to do, and leaves them as they are.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RefusedStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-start-").FullName;

    private string Database => Path.Combine(_folder, "flowbuilder.db");

    private string Log => Database + "-wal";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestCase("cut")]
    [TestCase("a page overwritten")]
    [TestCase("its log deleted")]
    [TestCase("not a database")]
    [CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("REL-14")]
    public async Task Rel14_damage_is_told_with_the_newest_backup_and_the_files_are_left(string damage)
    {
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        var (flow, backup) = await KilledAsync(cancellationToken);
        Damage(damage);
        var before = Contents();

        var (exitCode, errors) = await WholeProgram.RefusalAsync(_folder, cancellationToken);

        Assert.That(exitCode, Is.EqualTo(3), errors);
        Assert.That(errors, Does.Contain($"flowbuilder restore \"{backup}\"").And.Not.Contains("   at "));
        Assert.That(Contents(), Is.EqualTo(before), "nothing was written, and no empty database made");

        var aside = Restore.Run(backup, _folder, TimeProvider.System, cancellationToken);
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
        var client = program.Client;
        Assert.That(await flow.AssertStoredAsync(client, cancellationToken), Is.EqualTo(1));
        foreach (var (name, content) in before) Assert.That(await File.ReadAllBytesAsync(Path.Combine(aside!, name), cancellationToken), Is.EqualTo(content), "kept aside");
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    public async Task A_newer_programs_data_are_refused_in_words_and_left(CancellationToken cancellationToken)
    {
        await KilledAsync(cancellationToken);
        await using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Closing that connection removed the log, as the newer program's end does.
        await File.WriteAllTextAsync(Path.Combine(_folder, "flowbuilder.lock"), "closing", cancellationToken);

        var (exitCode, errors) = await WholeProgram.RefusalAsync(_folder, cancellationToken);

        Assert.That((exitCode, errors), Is.EqualTo((3, errors)));
        Assert.That(errors, Does.Contain("newer FlowBuilder").And.Contain("9999").And.Not.Contains("   at "));
    }

    /// <summary>Stores a flow, makes a backup, and kills the program, so that its log is still there.</summary>
    private async Task<(SavedFlow Flow, string Backup)> KilledAsync(CancellationToken cancellationToken)
    {
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
        var client = program.Client;
        var flow = new SavedFlow(client);
        (await flow.SaveAsync(cancellationToken)).EnsureSuccessStatusCode();
        using var backups = new BackupStore(new() { DataFolder = _folder }, TimeProvider.System);
        var backup = await backups.MakeAsync(target: null, withKeys: false, cancellationToken);
        await program.KillAsync();
        return (flow, backup.Path);
    }

    private void Damage(string how)
    {
        switch (how)
        {
            case "its log deleted": File.Delete(Log); break;
            default:
                Assert.That(new FileInfo(Database).Length, Is.GreaterThan(0));
                using (var file = File.OpenWrite(Database))
                {
                    if (how == "cut") file.SetLength(file.Length / 2);
                    else if (how == "not a database") file.Write("Hello! This is a text."u8);
                    else
                    {
                        file.Position = 4096;
                        file.Write(new byte[4096]);
                    }
                }

                // A page that stands in the log as well would hide the damage.
                if (how is "cut" or "a page overwritten") File.WriteAllBytes(Log, []);
                break;
        }
    }

    private Dictionary<string, byte[]> Contents() =>
        Directory.GetFiles(_folder, "flowbuilder.db*").Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
}
