using FlowBuilder.Cli.Tests.Support;
using FlowBuilder.Testing;

namespace FlowBuilder.Cli.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class EstimateTests
{
    private const string Ask = """
        question: input.text {"name":"question"}
        model: model.chat {"connection":"openai","model":"gpt-4o-mini","maxTokens":100}
        answer: output.text {"name":"answer"}
        question.text -> model.prompt
        model.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_is_estimated_node_by_node_and_in_all_and_nothing_runs(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var result = await CommandLine.RunAsync(
            ["estimate", folder.Draw(Ask), "--input", "question=one two three"], cancellationToken, environment: ("OPENAI_API_KEY", "sk-none"));

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Match("^model: about 100 tokens, less than \\$0\\.0001\\. From the length of the texts;"));
        Assert.That(result.Output, Does.Contain("\nIn all: about 100 tokens"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_without_models_and_a_file_that_is_none_are_told_apart(CancellationToken cancellationToken)
    {
        using var folder = new FlowFolder();

        var none = await CommandLine.RunAsync(cancellationToken, "estimate", folder.Draw("text: input.text {\"name\":\"text\"}"));
        var wrong = await CommandLine.RunAsync(cancellationToken, "estimate", folder.Write("{}", "wrong.json"));

        Assert.That(none, Is.EqualTo(new CommandResult(0, "No node of the flow asks a model.\n", "")));
        Assert.That(wrong.ExitCode, Is.EqualTo(2));
    }
}
