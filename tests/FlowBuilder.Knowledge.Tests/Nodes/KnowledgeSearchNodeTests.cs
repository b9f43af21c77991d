using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Tests.Bases;
using FlowBuilder.Testing.Models;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Tests.Nodes;

/// <summary>The search of a knowledge base in flows, as the runner runs them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeSearchNodeTests
{
    [Test]
    public async Task Passages_come_best_first_with_all_that_a_citation_needs()
    {
        await using var host = await ShopAsync();

        var documents = await host.OutputAsync<DocumentList>(Flow("How long is the warranty?", """{ "knowledge": "shop", "top": 2 }"""), "search", "documents");

        Assert.That(documents, Has.Count.EqualTo(2));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(documents[0].Text, Is.EqualTo("The warranty covers two years."));
            Assert.That(documents[0].Title, Is.EqualTo("warranty"));
            Assert.That(documents[0].Score, Is.GreaterThan(documents[1].Score!.Value));
            Assert.That(documents[0].Metadata["knowledge"], Is.EqualTo("shop"));
            Assert.That(documents[0].Metadata["documentId"], Is.EqualTo("warranty"));
            Assert.That(documents[0].Metadata["chunkId"], Is.EqualTo("warranty:1"));
            Assert.That(documents[0].Metadata["year"], Is.EqualTo("2026"));
        }
    }

    [Test]
    public async Task A_section_is_given_once_with_the_best_of_its_chunks_as_excerpt()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("book", new() { Splitting = new() { Size = 60, Overlap = 0, ParentSize = 400 } });
        await host.AddAsync("book", new Core.Knowledge.KnowledgeUpload
        {
            Title = "Book",
            Source = "book.md",
            Content = "# Warranty\n\nThe warranty covers two years.\n\nThe warranty needs the receipt.\n\nSend the warranty card to us.\n\n# Sea\n\nThe sea is salt and wide.\n\nShips sail the sea by night."u8.ToArray(),
        });

        var documents = await host.OutputAsync<DocumentList>(Flow("warranty two years", """{ "knowledge": "book", "top": 2, "mode": "hybrid" }"""), "search", "documents");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(documents, Has.Count.EqualTo(2));
            Assert.That(documents[0].Text, Does.Contain("covers two years").And.Contain("warranty card"));
            Assert.That(documents[0].Metadata["excerpt"], Does.Contain("covers two years").And.Not.Contain("card"));
            Assert.That(documents[1].Text, Does.Contain("sea"));
        }
    }

    [Test]
    public async Task What_changed_in_the_knowledge_base_is_found_by_the_next_run_of_the_same_flow()
    {
        await using var host = await ShopAsync();
        var flow = Flow("umbrella rental", """{ "knowledge": "shop", "top": 1, "mode": "keyword" }""");
        Assert.That(await host.OutputAsync<DocumentList>(flow, "search", "documents"), Is.Empty);

        await host.FillAsync("shop", ("umbrella", "Umbrella rental is free on rainy days.", null));

        Assert.That((await host.OutputAsync<DocumentList>(flow, "search", "documents")).Single().Title, Is.EqualTo("umbrella"));
    }

    [Test]
    public async Task A_filter_a_least_score_and_a_number_may_come_on_wires()
    {
        await using var host = await ShopAsync();

        var documents = await host.OutputAsync<DocumentList>(
            """
            query: test.text { "value": "warranty receipt delivery" }
            filter: test.text { "value": "{\"field\":\"year\",\"equals\":2025}" }
            search: knowledge.search { "knowledge": "shop", "mode": "keyword" }
            query.text -> search.query
            filter.text -> search.filter
            """,
            "search",
            "documents");

        Assert.That(documents.Select(document => document.Title), Is.EqualTo(new[] { "delivery" }));
    }

    [Test]
    public async Task A_list_of_wordings_and_several_wires_are_searched_together()
    {
        await using var host = await ShopAsync();

        var documents = await host.OutputAsync<DocumentList>(
            """
            first: test.text { "value": "warranty" }
            others: test.text { "value": "[\"delivery days\", \"receipt\", \"warranty\"]" }
            search: knowledge.search { "knowledge": "shop", "mode": "keyword", "top": 3 }
            first.text -> search.query
            others.text -> search.query
            """,
            "search",
            "documents");

        Assert.That(documents.Select(document => document.Title), Is.EquivalentTo(new[] { "warranty", "delivery", "refund" }));
    }

    [Test]
    public async Task A_question_is_rewritten_searched_in_several_wordings_and_the_best_put_first()
    {
        await using var host = await ShopAsync(new ScriptedChatModels("""{"question":"How long is the warranty?","variants":["delivery days","receipt"]}"""));

        var documents = await host.OutputAsync<DocumentList>(
            """
            question: test.text { "value": "And how long?" }
            rewrite: knowledge.rewrite { "connection": "any" }
            search: knowledge.search { "knowledge": "shop", "mode": "keyword", "top": 3 }
            rank: documents.rerank { "top": 2 }
            question.text -> rewrite.query
            rewrite.queries -> search.query
            search.documents -> rank.documents
            rewrite.text -> rank.query
            """,
            "rank",
            "documents");

        Assert.That(documents.Select(document => document.Title), Is.EqualTo(new[] { "warranty", "delivery" }).Or.EqualTo(new[] { "warranty", "refund" }));
        Assert.That(documents[0].Metadata["chunkId"], Is.EqualTo("warranty:1"));
    }

    [Test]
    public async Task A_model_searches_by_the_tool_and_reads_numbered_passages_with_their_sources()
    {
        var client = new ScriptedChatClient(
            ScriptedAnswer.Calling("find_rules", new { query = "warranty", top = 1 }),
            ScriptedAnswer.Of("Two years."));
        await using var host = await ShopAsync(new ScriptedChatModels(client));

        var answer = await host.OutputAsync<string>(
            """
            question: test.text { "value": "How long is the warranty?" }
            search: knowledge.search { "knowledge": "shop", "use": "tool", "toolName": "find_rules" }
            model: model.chat
            search.tool -> model.tools
            question.text -> model.prompt
            """,
            "model",
            "text");

        var tool = (AIFunction)client.Options[0]!.Tools!.Single();
        var result = client.Requests[1].SelectMany(message => message.Contents).OfType<FunctionResultContent>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer, Is.EqualTo("Two years."));
            Assert.That(tool.Description, Is.EqualTo("Searches \"The shop\": All rules of the shop."));
            Assert.That(tool.JsonSchema.GetProperty("properties").GetProperty("query").GetProperty("type").GetString(), Is.EqualTo("string"));
            Assert.That(tool.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()), Is.EqualTo(new[] { "query" }));
            Assert.That(result.Result, Is.EqualTo("[1] warranty\nThe warranty covers two years."));
        }
    }

    [Test]
    public async Task A_tool_that_finds_nothing_says_so_and_an_empty_query_is_told_to_the_model()
    {
        await using var host = await ShopAsync();
        var tool = await host.OutputAsync<ToolValue>(
            """search: knowledge.search { "knowledge": "shop", "use": "tool", "mode": "keyword" }""", "search", "tool");

        Assert.That(tool.HasSideEffects, Is.False);
        Assert.That(await tool.Function.InvokeAsync(new AIFunctionArguments { ["query"] = "zeppelin" }), Is.EqualTo("Nothing was found. Try other words."));
        Assert.That(
            async () => await tool.Function.InvokeAsync(new AIFunctionArguments { ["query"] = JsonSerializer.SerializeToElement(" ") }),
            Throws.InstanceOf<Core.Faults.NodeException>().With.Property(nameof(Core.Faults.NodeException.Code)).EqualTo("knowledge.query-empty"));
    }

    [TestCase("""{ "knowledge": "nowhere" }""", "knowledge.unknown", "nowhere")]
    [TestCase("""{ "knowledge": "hollow" }""", "knowledge.empty", "The hollow")]
    [TestCase("""{ "knowledge": "waiting" }""", "knowledge.not-ready", "1 of its 1")]
    [TestCase("""{ "knowledge": "shop", "use": "tool", "toolName": "x" }""", null, null)]
    public async Task A_knowledge_base_that_cannot_be_searched_is_told_with_what_to_do(string settings, string? code, string? message)
    {
        await using var host = await ShopAsync();
        await host.MakeAsync("hollow");
        await host.MakeAsync("waiting");
        await host.Get<Core.Knowledge.IKnowledgeDocuments>().AddAsync("waiting", [new() { Title = "a", Content = "a"u8.ToArray() }], default);

        var failed = (await host.RunAsync(Flow("warranty", settings))).OfType<NodeFailed>().SingleOrDefault();

        Assert.That(failed?.Fault.Code, Is.EqualTo(code));
        if (message is not null) Assert.That(failed!.Fault.Text.English, Does.Contain(message));
    }

    [Test]
    public async Task An_empty_query_and_a_filter_on_a_wire_that_is_none_are_told()
    {
        await using var host = await ShopAsync();
        var wrong = """
            query: test.text { "value": "warranty" }
            filter: test.text { "value": "{\"and\":[{\"field\":\"year\"}]}" }
            search: knowledge.search { "knowledge": "shop" }
            query.text -> search.query
            filter.text -> search.filter
            """;

        var empty = await host.FaultAsync(Flow(" ", """{ "knowledge": "shop" }"""), "search");
        var filter = await host.FaultAsync(wrong, "search");

        Assert.That(empty.Code, Is.EqualTo("knowledge.query-empty"));
        Assert.That(filter.Code, Is.EqualTo("knowledge.bad-filter"));
        Assert.That(filter.Text.English, Does.Contain("$.and[0]"));
        Assert.That(filter.Text.All["ko"], Does.Contain("$.and[0]").And.Contain("조건"));
    }

    [TestCase("""{ "knowledge": "a", "filter": { "field": "x" } }""", "knowledge.bad-filter")]
    [TestCase("""{ "knowledge": "a", "filter": { "field": "x", "equals": 1 } }""", null)]
    [TestCase("""{ "knowledge": "a", "use": "tool", "toolName": "a b" }""", "setting.not-a-name")]
    [TestCase("""{ "knowledge": "" }""", "setting.missing")]
    [TestCase("""{ "knowledge": "a", "top": 0 }""", "setting.out-of-range")]
    public void Wrong_settings_are_shown_before_the_flow_runs(string settings, string? code)
    {
        Assert.That(NodeHarness.ProblemsOf<KnowledgeSearchNode>(settings).Select(problem => problem.Code).SingleOrDefault(), Is.EqualTo(code));
    }

    [Test]
    public void A_question_is_needed_but_for_a_tool()
    {
        static bool IsNeeded(string settings) => NodeHarness.PortsOf<KnowledgeSearchNode>(settings)
            .Single(port => port.Id == "query" && port.Direction == PortDirection.Input).IsRequired;

        Assert.That(IsNeeded("""{ "use": "search" }"""), Is.True);
        Assert.That(IsNeeded("""{ "use": "tool" }"""), Is.False);
    }

    [Test]
    public async Task A_program_without_a_store_says_that_it_has_none()
    {
        var result = async () => await NodeHarness.RunAsync<KnowledgeSearchNode>(
            """{ "knowledge": "a" }""",
            new Dictionary<string, object> { ["query"] = "q" },
            [new FlowBuilder.Knowledge.Bases.KnowledgeBases(store: null, search: null, intake: null)]);

        await Assert.ThatAsync(result, Throws.InstanceOf<Core.Faults.NodeException>().With.Property("Code").EqualTo("knowledge.no-store"));
    }

    private static async Task<KnowledgeHost> ShopAsync(ScriptedChatModels? models = null)
    {
        var host = new KnowledgeHost(models: models);
        await host.MakeAsync("shop", description: "All rules of the shop.");
        await host.FillAsync(
            "shop",
            ("warranty", "The warranty covers two years.", new { year = 2026 }),
            ("delivery", "Delivery takes three days.", new { year = 2025 }),
            ("refund", "A refund needs the receipt.", new { year = 2026 }));
        return host;
    }

    private static string Flow(string query, string settings) =>
        $$"""
        query: test.text { "value": "{{query}}" }
        search: knowledge.search {{settings}}
        query.text -> search.query
        """;
}
