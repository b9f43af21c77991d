using System.Text.Json;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Tests.Loading;
using FlowBuilder.Testing.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Knowledge.Tests.Nodes;

/// <summary>The nodes as the runner runs them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeNodesTests
{
    private const string Licence = "/usr/share/common-licenses/GPL-3";

    [Test]
    public async Task Load_reads_the_file_of_its_settings()
    {
        var documents = await Documents("""load: documents.load { "file": { "name": "faq.csv", "text": "q,a\nWhen?,Now" } }""", "load");

        Assert.That(documents.Single().Text, Is.EqualTo("q: When?\na: Now"));
        Assert.That(documents.Single().Source, Is.EqualTo("faq.csv"));
    }

    [Test]
    public async Task Load_takes_a_wired_file_before_the_one_of_its_settings()
    {
        var documents = await Documents(
            """
            given: test.file { "value": { "name": "wired.txt", "base64": "x9Gxub7uILmuvK0=" } }
            load: documents.load { "file": { "name": "kept.txt", "text": "kept" } }
            given.file -> load.file
            """,
            "load");

        Assert.That(documents.Single().Text, Is.EqualTo("한국어 문서"));
        Assert.That(documents.Single().Source, Is.EqualTo("wired.txt"));
        Assert.That(documents.Single().Metadata["encoding"], Is.EqualTo("cp949"));
    }

    [Test]
    public async Task Load_reads_office_files_and_mails_without_more_settings()
    {
        var sheet = Convert.ToBase64String(OfficeFile.Sheets([("Prices", "<row r='1'><c r='A1' t='inlineStr'><is><t>Belt</t></is></c></row>")]));
        var mail = Convert.ToBase64String("From: a@example.com\r\nSubject: Belts\r\n\r\nThey came."u8);

        var sheets = await Documents($$"""load: documents.load { "file": { "name": "a.xlsx", "base64": "{{sheet}}" } }""", "load");
        var mails = await Documents($$"""load: documents.load { "file": { "name": "a.eml", "base64": "{{mail}}" } }""", "load");

        Assert.That(sheets.Single().Metadata["sheet"], Is.EqualTo("Prices"));
        Assert.That(mails.Single().Title, Is.EqualTo("Belts"));
    }

    [Test]
    public async Task Load_takes_a_wired_text_before_the_file_of_its_settings()
    {
        var documents = await Documents(
            """
            given: test.text { "value": "wired" }
            load: documents.load { "file": { "name": "kept.txt", "text": "kept" } }
            given.text -> load.text
            """,
            "load");

        Assert.That(documents.Single().Text, Is.EqualTo("wired"));
    }

    [TestCase("load: documents.load", "documents.missing")]
    [TestCase("""load: documents.load { "file": { "name": "a.txt", "text": "" } }""", "documents.empty")]
    [TestCase("""load: documents.load { "file": { "name": "a.pdf", "text": "GIF89a" } }""", "documents.unsupported")]
    public async Task Load_says_what_is_wrong(string flow, string code)
    {
        Assert.That((await FaultOf(flow, "load")).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task Split_cuts_by_its_settings()
    {
        var documents = await Documents(
            """
            load: documents.load { "file": { "name": "a.md", "text": "# One\n\nText.\n\n# Two\n\nMore." } }
            split: documents.split { "method": "sections", "size": 200, "overlap": 0 }
            load.documents -> split.documents
            """,
            "split");

        Assert.That(documents.Select(document => document.Metadata["section"]), Is.EqualTo(new[] { "One", "Two" }));
    }

    [Test]
    public async Task Split_refuses_an_overlap_as_large_as_the_size()
    {
        const string flow =
            """
            load: documents.load { "file": { "name": "a.txt", "text": "text" } }
            split: documents.split { "size": 100, "overlap": 100 }
            load.documents -> split.documents
            """;

        Assert.That((await FaultOf(flow, "split")).Code, Is.EqualTo("documents.overlap"));
    }

    [Test]
    public async Task Split_refuses_a_section_no_larger_than_its_passages()
    {
        const string flow =
            """
            load: documents.load { "file": { "name": "a.txt", "text": "text" } }
            split: documents.split { "size": 100, "overlap": 0, "parentSize": 100 }
            load.documents -> split.documents
            """;

        Assert.That((await FaultOf(flow, "split")).Code, Is.EqualTo("documents.parent-size"));
    }

    [Test]
    public async Task A_small_passage_is_found_and_its_section_is_given_once()
    {
        var documents = await Documents(
            """
            load: documents.load { "file": { "name": "a.md", "text": "# 배송\n\n배송은 사흘 걸립니다.\n\n제주도 배송은 닷새 걸립니다.\n\n# 환불\n\n환불하려면 영수증이 필요합니다.\n\n환불은 일주일 걸립니다." } }
            split: documents.split { "size": 20, "overlap": 0, "parentSize": 200 }
            query: test.text { "value": "배송" }
            search: documents.search
            load.documents -> split.documents
            split.documents -> search.documents
            query.text -> search.query
            """,
            "search");

        Assert.That(documents.Select(document => document.Text), Is.Unique);
        Assert.That(documents[0].Text, Is.EqualTo("# 배송\n\n배송은 사흘 걸립니다.\n\n제주도 배송은 닷새 걸립니다."));
        Assert.That(documents[0].Metadata.Keys, Does.Not.Contain("context"));
    }

    [Test]
    public async Task Clean_tidies_and_masks_what_its_settings_name()
    {
        var documents = await Documents(
            """
            load: documents.load { "file": { "name": "a.txt", "text": "문의:   kim@example.com  또는 010-1234-5678\n\n\n\n끝" } }
            clean: documents.clean { "maskEmail": true }
            load.documents -> clean.documents
            """,
            "clean");

        Assert.That(documents.Single().Text, Is.EqualTo("문의: [이메일] 또는 010-1234-5678\n\n끝"));
    }

    [Test]
    public async Task Unique_keeps_one_of_what_says_the_same_and_tells_how_many_it_dropped()
    {
        var events = await Run(
            """
            load: documents.load { "file": { "name": "a.jsonl", "text": "{\"t\":\"The canteen opens at noon and closes at two.\"}\n{\"t\":\"Lunch costs four euros.\"}\n{\"t\":\"the canteen opens at noon, and closes at two\"}" } }
            unique: documents.unique
            load.documents -> unique.documents
            """);

        var outputs = events.OfType<NodeOutputGiven>().Where(given => given.Node == "unique").ToDictionary(given => given.Port, given => given.Output.Value);
        Assert.That((DocumentList)outputs["documents"], Has.Count.EqualTo(2));
        Assert.That(outputs["dropped"], Is.EqualTo(1));
    }

    [TestCase("보증기간이 얼마인가요?", "제품의 보증 기간은 구입일부터 2년입니다.")]
    [TestCase("배송", "배송은 결제 후 사흘 안에 시작됩니다.")]
    public async Task Search_finds_what_the_question_asks(string query, string expected)
    {
        var documents = await Documents(SearchFlow(query, ""), "search");

        Assert.That(documents[0].Text, Is.EqualTo(expected));
        Assert.That(documents[0].Score, Is.InRange(0.01, 1));
        Assert.That(documents[0].Source, Is.EqualTo("shop.txt"));
    }

    [Test]
    public async Task Search_gives_no_more_than_asked_and_nothing_below_the_least_score()
    {
        Assert.That(await Documents(SearchFlow("배송 보증 기간", "\"top\": 1"), "search"), Has.Count.EqualTo(1));
        Assert.That(await Documents(SearchFlow("배송 보증 기간", "\"minimumScore\": 1"), "search"), Is.Empty);
        Assert.That(await Documents(SearchFlow("우주선", ""), "search"), Is.Empty);
    }

    [Test]
    public async Task Search_refuses_an_empty_query()
    {
        Assert.That((await FaultOf(SearchFlow(" ", ""), "search")).Code, Is.EqualTo("documents.query-empty"));
    }

    [Test]
    public async Task A_list_is_indexed_once_for_all_searches_and_runs()
    {
        using var services = Services();
        var flow = SearchFlow("배송", "") +
            """

            other: documents.search { "top": 2 }
            split.documents -> other.documents
            query.text -> other.query
            """;

        await new FlowHarness(Catalogue(), services).RunAsync(flow);
        await new FlowHarness(Catalogue(), services).RunAsync(flow);

        Assert.That(services.GetRequiredService<DocumentIndexes>().Built, Is.EqualTo(1));
    }

    [Test]
    public async Task The_question_for_a_covered_work_finds_its_definition_in_the_licence()
    {
        if (!File.Exists(Licence)) Assert.Ignore($"{Licence} is not on this machine.");
        var file = JsonSerializer.Serialize(new { name = "GPL-3", text = await File.ReadAllTextAsync(Licence) });

        var documents = await Documents(
            $$"""
            load: documents.load { "file": {{file}} }
            split: documents.split
            query: test.text { "value": "What is a covered work?" }
            search: documents.search
            load.documents -> split.documents
            split.documents -> search.documents
            query.text -> search.query
            """,
            "search");

        Assert.That(documents, Has.Count.EqualTo(4));
        Assert.That(documents.Take(2).Select(document => document.Text), Has.Some.Contains("A \"covered work\" means either the unmodified Program"));
    }

    [Test]
    public void Every_node_is_named_in_English_and_Korean()
    {
        foreach (var type in NodeCatalogue.FromAssemblies(typeof(LoadDocumentsNode).Assembly).Types)
        {
            var texts = type.Ports.SelectMany(port => new[] { port.Label, port.Help })
                .Concat(type.Fields.SelectMany(field => new[] { field.Label, field.Help }))
                .Concat(type.Fields.SelectMany(field => field.Choices.Select(choice => choice.Label)))
                .Concat([type.Title, type.Help]);
            Assert.That(texts.All(text => text.All.TryGetValue("ko", out var korean) && korean.Length > 0 && text.English.Length > 0), type.Id);
            Assert.That(type is { IsDeterministic: true, UsesNetwork: true } or { IsDeterministic: true, HasSideEffects: true }, Is.False, type.Id);
        }
    }

    private static string SearchFlow(string query, string settings) =>
        $$"""
        load: documents.load { "file": { "name": "shop.txt", "text": "배송은 결제 후 사흘 안에 시작됩니다.\n\n제품의 보증 기간은 구입일부터 2년입니다.\n\n환불하려면 영수증이 필요합니다." } }
        split: documents.split { "size": 30, "overlap": 0 }
        query: test.text { "value": "{{query}}" }
        search: documents.search { {{settings}} }
        load.documents -> split.documents
        split.documents -> search.documents
        query.text -> search.query
        """;

    private static async Task<DocumentList> Documents(string flow, string node)
    {
        var events = await Run(flow);
        var output = events.OfType<NodeOutputGiven>().SingleOrDefault(given => given.Node == node);
        Assert.That(output, Is.Not.Null, string.Join('\n', events.Lines()));
        return (DocumentList)output!.Output.Value;
    }

    private static async Task<Core.Faults.NodeFault> FaultOf(string flow, string node) =>
        (await Run(flow)).OfType<NodeFailed>().Single(failed => failed.Node == node).Fault;

    private static async Task<IReadOnlyList<RunEvent>> Run(string flow)
    {
        await using var services = Services();
        return await new FlowHarness(Catalogue(), services).RunAsync(flow);
    }

    private static ServiceProvider Services() => new ServiceCollection().AddFlowBuilderKnowledge().BuildServiceProvider();

    private static NodeCatalogue Catalogue() => NodeCatalogue.FromClasses(
        typeof(LoadDocumentsNode), typeof(CleanDocumentsNode), typeof(SplitDocumentsNode), typeof(UniqueDocumentsNode), typeof(SearchDocumentsNode), typeof(TextSourceNode), typeof(FileSourceNode));
}
