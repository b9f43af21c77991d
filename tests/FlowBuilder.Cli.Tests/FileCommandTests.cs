using System.Text;
using System.Text.Json;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class FileCommandTests
{
    private const string Echo = """
        question: input.text {"name":"question"}
        answer: output.text {"name":"answer"}
        question.text -> answer.value
        """;

    private const string Bad = """
        {"format":"flowbuilder/1","name":"x","nodes":[
          {"id":"a","type":"input.text","version":1,"position":{"x":0,"y":0},"settings":{"name":"a"}},
          {"id":"a","type":"output.text","version":1,"position":{"x":0,"y":0}}],
         "edges":[{"from":"a.text","to":"none.value"}]}
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Good_files_are_said_to_be_good(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var (one, two) = (folder.Draw(Echo, "one.json"), folder.Draw(Echo, "two.json"));

        var result = await CommandLine.RunAsync(cancellationToken, "validate", one, two);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Output, Does.Contain(one).And.Contain(two));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task All_problems_of_all_files_are_listed_with_their_places(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var (bad, none) = (folder.Write(Bad), folder["none.json"]);

        var result = await CommandLine.RunAsync(cancellationToken, "validate", bad, folder.Draw(Echo, "good.json"), none);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain($"{bad}: $.nodes[1].id: error node.duplicate-id: "));
            Assert.That(result.Error, Does.Contain($"{bad}: $.edges[0].to: error edge.dangling: "));
            Assert.That(result.Error, Does.Contain($"There is no file {none}."));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Problems_are_told_in_Korean_where_that_is_spoken(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(["validate", folder.Write(Bad)], cancellationToken, environment: ("LANG", "ko_KR.UTF-8"));

        Assert.That(result.Error.TrimEnd('\n').Split('\n'), Has.All.Match("[가-힣]"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Another_builders_file_is_named(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var file = folder.Write("""{"name":"x","nodes":[{"parameters":{},"id":"1","name":"When","type":"n8n-nodes-base.manualTrigger","typeVersion":1,"position":[0,0]}],"connections":{}}""");

        var result = await CommandLine.RunAsync(cancellationToken, "import", file, "-o", folder["out.json"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain("file.foreign").And.Contain("n8n"));
            Assert.That(File.Exists(folder["out.json"]), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Formatting_makes_a_file_canonical_and_leaves_it_so(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var canonical = await File.ReadAllTextAsync(folder.Draw(Echo, "canonical.json"), cancellationToken);
        var file = folder.Write(System.Text.Json.Nodes.JsonNode.Parse(canonical)!.ToJsonString());

        var before = await CommandLine.RunAsync(cancellationToken, "format", "--check", file);
        var untouched = await File.ReadAllTextAsync(file, cancellationToken);
        var formatted = await CommandLine.RunAsync(cancellationToken, "format", file);
        var after = await CommandLine.RunAsync(cancellationToken, "format", "--check", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { before.ExitCode, formatted.ExitCode, after.ExitCode }, Is.EqualTo(new[] { 1, 0, 0 }));
            Assert.That(untouched, Is.Not.EqualTo(canonical));
            Assert.That(await File.ReadAllTextAsync(file, cancellationToken), Is.EqualTo(canonical));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_bad_file_is_not_formatted(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var file = folder.Write(Bad);

        var result = await CommandLine.RunAsync(cancellationToken, "format", file);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(await File.ReadAllTextAsync(file, cancellationToken), Is.EqualTo(Bad));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Importing_writes_the_flow_to_a_new_file(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var file = folder.Draw(Echo);

        var result = await CommandLine.RunAsync(cancellationToken, "import", file, "--output", folder["out.json"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(await File.ReadAllBytesAsync(folder["out.json"], cancellationToken), Is.EqualTo(await File.ReadAllBytesAsync(file, cancellationToken)));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_schema_of_flow_files_is_printed(CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(cancellationToken, "schema");

        Assert.That(JsonElement.Parse(Encoding.UTF8.GetBytes(result.Output)).GetProperty("$schema").GetString(), Does.Contain("2020-12"));
    }

    [TestCase()]
    [TestCase("none")]
    [TestCase("validate")]
    [TestCase("import", "x.json")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_command_that_is_none_ends_with_2(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(TestContext.CurrentContext.CancellationToken, arguments);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(2));
            Assert.That(result.Error, Does.Contain("flowbuilder --help"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Help_is_no_failure(CancellationToken cancellationToken)
    {
        var result = await CommandLine.RunAsync(cancellationToken, "--help");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Output, Does.Contain("run").And.Contain("validate").And.Contain("format").And.Contain("import").And.Contain("bundle"));
        }
    }
}
