using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Interchange.Tests;

/// <summary>Real files: those that the other builders publish, and this repository's own samples.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CorpusTests
{
    [TestCase("langflow", "*.json", FlowFileKind.Langflow)]
    [TestCase("flowise", "chatflows-*.json", FlowFileKind.FlowiseChatflow)]
    [TestCase("flowise", "agentflows-*.json", FlowFileKind.FlowiseAgentflowV1)]
    [TestCase("flowise", "agentflowsv2-*.json", FlowFileKind.FlowiseAgentflowV2)]
    [TestCase("promptflow", "flow.dag.yaml", FlowFileKind.PromptFlow)]
    [Hazard("BAD-23")]
    public void Every_published_flow_is_recognised(string folder, string pattern, FlowFileKind expected)
    {
        var files = Directory.GetFiles(CorpusOrIgnore(folder), pattern, SearchOption.AllDirectories);

        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
            Assert.That(ForeignFlowFile.Recognise(File.ReadAllBytes(file)).Kind, Is.EqualTo(expected), Path.GetFileName(file));
    }

    [Test]
    public void Files_beside_the_flows_are_not_taken_for_flows()
    {
        var files = Directory.GetFiles(CorpusOrIgnore(""), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) != ".json" && Path.GetFileName(file) != "flow.dag.yaml")
            .ToList();

        Assert.That(files, Is.Not.Empty);
        foreach (var file in files)
            Assert.That(ForeignFlowFile.Recognise(File.ReadAllBytes(file)).Kind, Is.EqualTo(FlowFileKind.Unknown), file);
    }

    [Test]
    public void Every_sample_of_this_repository_is_native()
    {
        var samples = Above("samples", "flows");
        var files = samples is null ? [] : Directory.GetFiles(samples, "*.json", SearchOption.AllDirectories);
        if (files.Length == 0) Assert.Ignore("There are no samples in samples/flows.");

        foreach (var file in files)
            Assert.That(ForeignFlowFile.Recognise(File.ReadAllBytes(file)).Kind, Is.EqualTo(FlowFileKind.Native), Path.GetFileName(file));
    }

    private static string CorpusOrIgnore(string folder)
    {
        var found = Above("shared", "corpus", folder);
        if (found is null) Assert.Ignore($"The folder shared/corpus/{folder} is not beside the repository.");
        return found!;
    }

    private static string? Above(params string[] parts)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine([folder.FullName, .. parts]);
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
