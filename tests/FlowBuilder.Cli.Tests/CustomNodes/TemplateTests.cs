using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests.CustomNodes;

/// <summary>The template of the documentation, as someone uses it who writes a first node: installed, instantiated, built, run.</summary>
[NonParallelizable]
public sealed class TemplateTests
{
    private const string WithoutNetwork = """<configuration><packageSources><clear /></packageSources></configuration>""";

    // Three starts of the SDK, one of them a build, on a machine that may be busy.
    [Test, CancelAfter(300_000)]
    public async Task A_new_project_builds_without_a_network_and_its_node_runs(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        string[] hive = ["--debug:custom-hive", folder["hive"], "--no-update-check"];
        folder.Write(WithoutNetwork, "nuget.config");

        await DotnetCommand.RunAsync(folder[""], ["new", "install", Repository.Docs("custom-nodes", "template"), "--debug:custom-hive", folder["hive"]], cancellationToken);
        await DotnetCommand.RunAsync(folder[""], ["new", "flowbuilder-node", "-n", "Acme.Greeters", "-o", "project", "--Program", AppContext.BaseDirectory, .. hive], cancellationToken);
        await DotnetCommand.RunAsync(folder["project"], ["build", "-o", folder["nodes"], "-v", "q", "-p:UseSharedCompilation=false", "-nodeReuse:false"], cancellationToken);
        var result = await CommandLine.RunAsync(
            ["run", Path.Combine(folder["project"], "try.json"), "-i", "who=세계"], cancellationToken, environment: ("FLOWBUILDER_Nodes__Folder", folder["nodes"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result, Is.EqualTo(new CommandResult(0, "Hello, 세계!\n", "")));
            Assert.That(Directory.GetFiles(folder["nodes"], "*.dll").Select(Path.GetFileName), Is.EqualTo(new[] { "Acme.Greeters.dll" }));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(folder["project"], "GreetingNode.cs"), cancellationToken), Does.Contain("[Node(\"acme.greeting\"").And.Not.Contain("company"));
        }
    }
}
