using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Storage;
using FlowBuilder.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-backup-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_backup_is_made_beside_a_server_and_a_restore_waits_until_it_has_ended(CancellationToken cancellationToken)
    {
        var target = Path.Combine(_folder, "a.backup.zip");
        CommandResult made, refused, check;
        await using (var server = Server())
        {
            await server.GetRequiredService<IKnowledgeStore>().CreateAsync(new KnowledgeBase { Id = "kb", Name = "Kept" }, cancellationToken);
            made = await CommandLine.RunAsync(cancellationToken, "backup", "--data", Data, "--to", target);
            await server.GetRequiredService<IKnowledgeStore>().CreateAsync(new KnowledgeBase { Id = "later", Name = "Later" }, cancellationToken);
            refused = await CommandLine.RunAsync(cancellationToken, "restore", target, "--data", Data);
            check = await CommandLine.RunAsync(cancellationToken, "check", "--data", Data);
        }

        var restored = await CommandLine.RunAsync(cancellationToken, "restore", target, "--data", Data);
        await using var next = Server();
        var kept = await next.GetRequiredService<IKnowledgeStore>().ListAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(made.ExitCode, Is.Zero, made.Error);
            Assert.That(made.Output, Does.StartWith($"{target} was written and checked (").And.Contain("The key ring is not in it"));
            Assert.That(check, Is.EqualTo(new CommandResult(0, $"{Data}: the database is in order.\n", "")));
            Assert.That(refused.ExitCode, Is.EqualTo(2));
            Assert.That(refused.Error, Does.Contain("Another FlowBuilder server is using the data folder"));
            Assert.That(restored.ExitCode, Is.Zero, restored.Error);
            Assert.That(restored.Output, Does.Contain($"restored into {Data}").And.Contain("before-restore-"));
            Assert.That(kept.Select(found => found.Base.Name), Is.EqualTo(new[] { "Kept" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Without_a_target_backups_lie_in_the_data_folder_and_keys_come_only_where_they_are_asked_for(CancellationToken cancellationToken)
    {
        await using (var server = Server()) await server.GetRequiredService<IKnowledgeStore>().ListAsync(cancellationToken);

        var made = await CommandLine.RunAsync(["backup", "--with-keys"], cancellationToken, environment: ("FLOWBUILDER_data", Data));

        Assert.That(made.ExitCode, Is.Zero, made.Error);
        Assert.That(made.Output, Does.Contain(Path.Combine(Data, "backups")).And.Contain("The key ring is in it"));
    }

    [TestCase("backup")]
    [TestCase("check")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_folder_without_an_installation_is_said_to_be_none_and_stays_empty(string command)
    {
        Directory.CreateDirectory(Data);

        var result = await CommandLine.RunAsync(TestContext.CurrentContext.CancellationToken, command, "--data", Data);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((2, $"There is no FlowBuilder database in the folder {Data}. Name the data folder with --data.\n")));
        Assert.That(Directory.GetFileSystemEntries(Data), Is.Empty);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_no_backup_is_refused_in_words(CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "photo.zip");
        await File.WriteAllTextAsync(file, "no zip", cancellationToken);

        var result = await CommandLine.RunAsync(cancellationToken, "restore", file, "--data", Data);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((2, $"{file} is not a backup of FlowBuilder, or it was cut.\n")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Damage_that_a_check_finds_is_listed(CancellationToken cancellationToken)
    {
        await using (var server = Server()) await server.GetRequiredService<IKnowledgeStore>().ListAsync(cancellationToken);
        await using (var file = File.OpenWrite(Path.Combine(Data, "flowbuilder.db")))
        {
            file.Position = 5 * 4096;
            file.Write(new byte[4096]);
        }

        var result = await CommandLine.RunAsync(cancellationToken, "check", "--data", Data);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.StartWith($"{Data}: the database is damaged."));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bundle_takes_knowledge_from_data_that_a_server_uses_and_a_run_is_refused_there(CancellationToken cancellationToken)
    {
        using var flows = new FlowFolder();
        await using var server = Server();
        await server.GetRequiredService<IKnowledgeStore>().CreateAsync(new KnowledgeBase { Id = "kb", Name = "Notes" }, cancellationToken);
        var flow = flows.Draw("""
            question: input.text {"name":"question"}
            search: knowledge.search {"knowledge":"kb","top":1}
            answer: output.text {"name":"answer"}
            question.text -> search.query
            search.documents -> answer.value
            """, "search.json");

        var packed = await CommandLine.RunAsync(cancellationToken, "bundle", flow, "-o", flows["search.flow.zip"], "--data", Data);
        var run = await CommandLine.RunAsync(cancellationToken, "run", flow, "--data", Data, "-i", "question=warranty");

        Assert.That(packed.ExitCode, Is.Zero, packed.Error);
        Assert.That(packed.Output, Does.Contain("Knowledge base \"Notes\""));
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((2, run.Error)));
        Assert.That(run.Error, Does.Contain("Another FlowBuilder server is using the data folder"));
    }

    /// <summary>The data as a server holds them.</summary>
    private ServiceProvider Server() => new ServiceCollection()
        .AddSingleton(new FlowFormat(NodeCatalogue.FromClasses()))
        .AddFlowBuilderStorage(new StorageOptions { DataFolder = Data })
        .BuildServiceProvider();
}
