using System.Diagnostics;
using System.Text;
using FlowBuilder.Cli.Tests.Support;

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

        await DotnetAsync(folder[""], ["new", "install", Repository.Docs("custom-nodes", "template"), "--debug:custom-hive", folder["hive"]], cancellationToken);
        await DotnetAsync(folder[""], ["new", "flowbuilder-node", "-n", "Acme.Greeters", "-o", "project", "--Program", AppContext.BaseDirectory, .. hive], cancellationToken);
        await DotnetAsync(folder["project"], ["build", "-o", folder["nodes"], "-v", "q", "-p:UseSharedCompilation=false", "-nodeReuse:false"], cancellationToken);
        var result = await CommandLine.RunAsync(
            ["run", Path.Combine(folder["project"], "try.json"), "-i", "who=세계"], cancellationToken, environment: ("FLOWBUILDER_Nodes__Folder", folder["nodes"]));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result, Is.EqualTo(new CommandResult(0, "Hello, 세계!\n", "")));
            Assert.That(Directory.GetFiles(folder["nodes"], "*.dll").Select(Path.GetFileName), Is.EqualTo(new[] { "Acme.Greeters.dll" }));
            Assert.That(await File.ReadAllTextAsync(Path.Combine(folder["project"], "GreetingNode.cs"), cancellationToken), Does.Contain("[Node(\"acme.greeting\"").And.Not.Contain("company"));
        }
    }

    private static async Task DotnetAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        var told = new StringBuilder();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        told.Append(await output).Append(await error);
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{told}");
    }
}
