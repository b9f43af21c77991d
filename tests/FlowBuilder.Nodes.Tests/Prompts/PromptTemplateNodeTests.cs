using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Prompts;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Prompts;

[Parallelizable(ParallelScope.All)]
public sealed class PromptTemplateNodeTests
{
    [Test]
    public async Task Each_variable_is_an_optional_text_input_and_is_filled_in()
    {
        var settings = new { template = "Answer: {{question}}\nIn {{language}}" };

        var ports = NodeHarness.PortsOf<PromptTemplateNode>(settings).Where(port => port.Direction == PortDirection.Input);
        var result = await NodeHarness.RunAsync<PromptTemplateNode>(settings, new Dictionary<string, object> { ["question"] = "Why?" });

        Assert.Multiple(() =>
        {
            Assert.That(ports.Select(port => (port.Id, port.Type, port.IsRequired)), Is.EqualTo(new[]
            {
                ("question", PortType.Text, false),
                ("language", PortType.Text, false),
            }));
            Assert.That(result.Text("text"), Is.EqualTo("Answer: Why?\nIn "));
        });
    }

    [Test]
    public async Task Documents_on_a_plain_variable_are_numbered_unless_switched_off()
    {
        var documents = new DocumentList([new Document { Text = "one" }, new Document { Text = "two" }]);
        var inputs = new Dictionary<string, object> { ["passages"] = documents };

        var numbered = await NodeHarness.RunAsync<PromptTemplateNode>(new { template = "{{passages}}" }, inputs);
        var plain = await NodeHarness.RunAsync<PromptTemplateNode>(new { template = "{{passages}}", numberPassages = false }, inputs);

        Assert.Multiple(() =>
        {
            Assert.That(numbered.Text("text"), Is.EqualTo("[1] one\n\n[2] two"));
            Assert.That(plain.Text("text"), Is.EqualTo("one\n\ntwo"));
        });
    }

    [Test]
    public async Task A_variable_that_is_looped_over_takes_any_list()
    {
        var settings = new { template = "{{#each passages}}* {{text}}\n{{/each}}" };
        var documents = new DocumentList([new Document { Text = "one" }, new Document { Text = "two" }]);

        var result = await NodeHarness.RunAsync<PromptTemplateNode>(settings, new Dictionary<string, object> { ["passages"] = documents });

        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.PortsOf<PromptTemplateNode>(settings)[0].Type, Is.EqualTo(PortType.Any));
            Assert.That(result.Text("text"), Is.EqualTo("* one\n* two\n"));
        });
    }

    [Test]
    public void A_template_that_cannot_be_read_is_a_problem_of_the_setting()
    {
        var problems = NodeHarness.ProblemsOf<PromptTemplateNode>(new { template = "Hello\n{{#if x}}" });

        Assert.That(problems.Select(problem => (problem.Code, problem.Setting, problem.Text.English)), Is.EqualTo(new[]
        {
            ("template.syntax", "template", "Line 2, column 1: \"{{#if}}\" is not closed; write {{/if}} where it ends."),
        }));
    }

    [Test]
    public void An_empty_template_is_only_not_filled_in_yet() =>
        Assert.That(NodeHarness.ProblemsOf<PromptTemplateNode>().Single().IsMissing, Is.True);

    [Test]
    public void A_cancelled_run_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(
            () => NodeHarness.RunAsync<PromptTemplateNode>(new { template = "{{a}}" }, new Dictionary<string, object> { ["a"] = "x" }, cancellationToken: cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
