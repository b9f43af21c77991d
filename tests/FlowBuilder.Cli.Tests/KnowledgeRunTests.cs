using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Storage;
using FlowBuilder.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeRunTests
{
    private const string Add = """
        text: input.text {"name":"text"}
        add: knowledge.add {"knowledge":"kb","documentId":"note"}
        added: output.json {"name":"added"}
        text.text -> add.text
        add.json -> added.value
        """;

    private const string Search = """
        question: input.text {"name":"question"}
        search: knowledge.search {"knowledge":"kb","top":1}
        answer: output.text {"name":"answer"}
        question.text -> search.query
        search.documents -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Documents_added_by_one_run_are_found_by_the_next_in_the_data_folder_that_both_name(CancellationToken cancellationToken)
    {
        using var flows = new FlowFolder();
        var data = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(flows.Draw(Add))!, "data")).FullName;
        await MakeBaseAsync(data, cancellationToken);

        var added = await CommandLine.RunAsync(cancellationToken, "run", flows.Draw(Add), "--data", data, "-i", "text=The warranty covers two years.");
        var found = await CommandLine.RunAsync(cancellationToken, "run", flows.Draw(Search), "--data", data, "-i", "question=warranty");

        Assert.That(added.ExitCode, Is.Zero, added.Error);
        Assert.That(added.Output, Does.Contain("ready"));
        Assert.That(found, Is.EqualTo(new CommandResult(0, "The warranty covers two years.\n", "")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Without_a_data_folder_the_node_says_what_to_give(CancellationToken cancellationToken)
    {
        using var flows = new FlowFolder();

        var none = await CommandLine.RunAsync(cancellationToken, "run", flows.Draw(Search), "-i", "question=warranty");
        var wrong = await CommandLine.RunAsync(cancellationToken, "run", flows.Draw(Search), "--data", "nowhere", "-i", "question=warranty");

        Assert.That(none.ExitCode, Is.Not.Zero);
        Assert.That(none.Error, Does.Contain("knowledge.no-store").And.Contain("--data"));
        Assert.That(wrong.ExitCode, Is.Not.Zero);
        Assert.That(wrong.Error, Does.Contain("There is no folder nowhere."));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bundle_brings_knowledge_bases_from_one_data_folder_into_another(CancellationToken cancellationToken)
    {
        using var flows = new FlowFolder();
        var (here, there) = (Directory.CreateDirectory(flows["here"]).FullName, Directory.CreateDirectory(flows["there"]).FullName);
        await MakeBaseAsync(here, cancellationToken);
        await CommandLine.RunAsync(cancellationToken, "run", flows.Draw(Add), "--data", here, "-i", "text=The warranty covers two years.");

        var packed = await CommandLine.RunAsync(cancellationToken, "bundle", flows.Draw(Search, "search.json"), "-o", flows["search.flow.zip"], "--data", here);
        var unpacked = await CommandLine.RunAsync(cancellationToken, "import", flows["search.flow.zip"], "-o", flows["unpacked"], "--data", there);
        var found = await CommandLine.RunAsync(cancellationToken, "run", Path.Combine(flows["unpacked"], "search.json"), "--data", there, "-i", "question=warranty");

        Assert.That(packed.Output, Does.Contain("Knowledge base \"Notes\": 1 documents."), packed.Error);
        Assert.That(unpacked.ExitCode, Is.Zero, unpacked.Error);
        Assert.That(found, Is.EqualTo(new CommandResult(0, "The warranty covers two years.\n", "")));
    }

    private static async Task MakeBaseAsync(string data, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddSingleton(new FlowFormat(NodeCatalogue.FromClasses()))
            .AddFlowBuilderStorage(new StorageOptions { DataFolder = data })
            .BuildServiceProvider();
        await services.GetRequiredService<IKnowledgeStore>().CreateAsync(new KnowledgeBase { Id = "kb", Name = "Notes" }, cancellationToken);
    }
}
