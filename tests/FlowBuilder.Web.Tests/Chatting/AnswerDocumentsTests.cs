using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Knowledge;
using FlowBuilder.Nodes;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Runs;
using FlowBuilder.Web.Chatting;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Chatting;

[Parallelizable(ParallelScope.All)]
public sealed class AnswerDocumentsTests
{
    private const string Found = """
        one: documents.load { "file": { "name": "one.md", "text": "# Kettle\n\nIt holds 1.7 litres." } }
        two: documents.load { "file": { "name": "two.csv", "text": "q,a\nHow long is the warranty of the kettle?,Three years" } }
        all: logic.merge { "mode": "all" }
        found: documents.search { "top": 5 }
        question: input.text { "name": "question", "default": "How long is the warranty of the kettle?" }
        one.documents -> all.values
        two.documents -> all.values
        all.value -> found.documents
        question.text -> found.query
        """;

    [Test]
    public async Task What_the_node_for_citing_gives_is_what_the_numbers_count()
    {
        var answer = await ReadAsync(Found + """

            answer: transform.template { "template": "It holds 1.7 litres [2]." }
            cite: documents.cite
            reply: output.text { "name": "reply" }
            answer.text -> cite.answer
            found.documents -> cite.documents
            cite.text -> reply.value
            """);

        var source = answer.ToSources("").Single();
        Assert.That((source.Number, source.Title), Is.EqualTo((1, "Kettle")));
    }

    [Test]
    public async Task Without_one_it_is_what_was_found_and_went_into_a_prompt()
    {
        var answer = await ReadAsync(Found + """

            prompt: prompt.template { "template": "{{passages}}" }
            found.documents -> prompt.passages
            """);

        var sources = answer.ToSources("");
        Assert.That(sources.Select(source => source.Number), Is.EqualTo(new[] { 1, 2 }));
        Assert.That((sources[0].Place!.Kind, sources[0].Place!.Value), Is.EqualTo(("row", "2")));
    }

    [Test]
    public async Task Of_several_lists_nobody_knows_which_one_is_counted()
    {
        var answer = await ReadAsync("""
            one: documents.load { "file": { "name": "one.md", "text": "One." } }
            two: documents.load { "file": { "name": "two.md", "text": "Two." } }
            prompt: prompt.template { "template": "{{a}} {{b}}" }
            one.documents -> prompt.a
            two.documents -> prompt.b
            """);

        Assert.That(answer.ToSources("").Select(source => source.Number), Is.EqualTo(new int?[] { null, null }));
    }

    private static async Task<AnswerDocuments> ReadAsync(string text)
    {
        var catalogue = NodeCatalogue.FromAssemblies(typeof(NodesRegistration).Assembly, typeof(KnowledgeServices).Assembly);
        await using var services = new ServiceCollection().AddLogging().AddFlowBuilderNodes().AddFlowBuilderKnowledge().BuildServiceProvider();
        var flow = FlowText.Parse(text);
        var run = RunSnapshot.Of(await new FlowHarness(catalogue, services).RunAsync(flow));
        Assert.That((run.Status, run.Fault?.Text.English), Is.EqualTo((RunStatus.Completed, default(string))));
        return AnswerDocuments.Of(run, flow);
    }
}
