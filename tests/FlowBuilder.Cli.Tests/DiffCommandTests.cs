using System.Text.Json;
using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class DiffCommandTests
{
    private static readonly string Sample = File.ReadAllText(Repository.Sample("prompt-chain.json"));
    private static readonly string Edited = Sample
        .Replace("List the four most important points", "List the three most important points", StringComparison.Ordinal)
        .Replace("\"title\": \"Polish\"", "\"title\": \"Last touch\"", StringComparison.Ordinal)
        .Replace("{ \"x\": 300, \"y\": 400 }", "{ \"x\": 310, \"y\": 400 }", StringComparison.Ordinal);

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_difference_is_told_by_node_setting_and_word(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "diff", folder.Write(Sample, "a.json"), folder.Write(Edited, "b.json"));

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output.ReplaceLineEndings("\n"), Is.EqualTo("""
            ~ node Ask for an outline (outline-prompt)
                Template:
                    List the [-four-]{+three+} most important points of the notes below as an outline.

                    Notes:
                    {{notes}}
            ~ node Last touch (polish)
                Title: [-Polish-] → {+Last touch+}
            ~ stand elsewhere: 1

            """));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Programs_get_it_as_JSON(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "diff", folder.Write(Sample, "a.json"), folder.Write(Edited, "b.json"), "--json", "--no-layout");
        using var json = JsonDocument.Parse(result.Output);

        var nodes = json.RootElement.GetProperty("nodes").EnumerateArray().ToList();
        Assert.That(nodes.Select(node => node.GetProperty("id").GetString()), Is.EqualTo(new[] { "outline-prompt", "polish" }));
        Assert.That(nodes[1].GetProperty("values")[0].GetProperty("after").GetString(), Is.EqualTo("Last touch"));
        Assert.That(json.RootElement.GetProperty("same").GetBoolean(), Is.False);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_same_flow_says_nothing_and_ends_well_and_colours_are_written_where_they_are_wished(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();
        var (one, other) = (folder.Write(Sample, "a.json"), folder.Write(Edited, "b.json"));

        var same = await CommandLine.RunAsync(cancellationToken, "diff", one, one);
        var coloured = await CommandLine.RunAsync(cancellationToken, "diff", one, other, "--color", "always");

        Assert.That((same.ExitCode, same.Output), Is.EqualTo((0, "")));
        Assert.That(coloured.Output, Does.Contain("\e[31mfour\e[0m").And.Contain("\e[32mthree\e[0m"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_within_a_flow_is_compared_by_its_own_nodes(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(cancellationToken, "diff", folder.Draw(Holding("Answer the question in one sentence."), "a.json"), folder.Draw(Holding("Answer the question in two sentences."), "b.json"));

        Assert.That(result.Output.ReplaceLineEndings("\n"), Is.EqualTo("""
            ~ node Run a flow (call)
                Flow:
                    ~ node Prompt (p)
                        Template: Answer the question in [-one sentence-]{+two sentences+}.

            """));

        static string Holding(string template) =>
            $$$"""call: flow.call {"flow":{"format":"flowbuilder/1","name":"inner","nodes":[{"id":"p","type":"prompt.template","version":1,"position":{"x":0,"y":0},"settings":{"template":"{{{template}}}"}}],"edges":[]}}""";
    }
}
