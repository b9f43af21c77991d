using System.Text.Json;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Nodes;
using FlowBuilder.Knowledge.Tests.Bases;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

/// <summary>Adding to knowledge bases in flows, as the runner runs them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeAddNodeTests
{
    [Test]
    public async Task Rows_are_found_with_their_source_and_place_and_a_shorter_file_takes_the_place_of_a_longer_one()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");

        var added = await host.OutputAsync<JsonElement>(Rows("q,a\nWarranty?,Two years\nRefund?,With receipt\nDelivery?,Three days"), "add", "json");
        var found = await SearchAsync(host, "refund");
        var again = await host.OutputAsync<JsonElement>(Rows("q,a\nWarranty?,Three years"), "add", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(States(added), Is.EqualTo(new[] { "ready", "ready", "ready" }));
            Assert.That(found[0].Text, Does.Contain("With receipt"));
            Assert.That(found[0].Source, Is.EqualTo("faq.csv"));
            Assert.That(found[0].Metadata["row"], Is.EqualTo("3"));
            Assert.That(found[0].Metadata["team"], Is.EqualTo("shop"));
            Assert.That(IdsOf(again), Is.EqualTo(IdsOf(added).Take(1)));
            Assert.That((await SearchAsync(host, "warranty refund delivery")).Select(document => document.Text), Is.EqualTo(new[] { "q: Warranty?\na: Three years" }));
        }
    }

    [Test]
    public async Task A_text_is_known_by_its_id_or_its_content_and_never_stored_twice()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");

        await host.RunAsync(Text("The office opens at nine.", """{ "knowledge": "kb", "documentId": "https://example.com/hours" }"""));
        await host.RunAsync(Text("The office opens at ten.", """{ "knowledge": "kb", "documentId": "https://example.com/hours" }"""));
        await host.RunAsync(Text("Loose.", """{ "knowledge": "kb", "title": "A note" }"""));
        await host.RunAsync(Text("Loose.", """{ "knowledge": "kb", "title": "A note" }"""));

        var documents = await host.Get<IKnowledgeDocuments>().ListAsync("kb", null, 0, 10, default);
        Assert.That(documents.Select(document => document.Title), Is.EquivalentTo(new[] { "The office opens at ten.", "A note" }));
        Assert.That((await SearchAsync(host, "when does the office open?"))[0].Text, Is.EqualTo("The office opens at ten."));
    }

    [Test]
    public async Task A_file_is_kept_with_its_bytes_and_read_by_its_format()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");

        await host.RunAsync(
            """
            file: test.file { "value": { "name": "handbook.md", "text": "# Leave\n\nParental leave lasts one year." } }
            add: knowledge.add { "knowledge": "kb" }
            file.file -> add.file
            """);

        var document = (await host.Get<IKnowledgeDocuments>().ListAsync("kb", null, 0, 10, default)).Single();
        Assert.That(document.Source, Is.EqualTo("handbook.md"));
        Assert.That((await host.Get<IKnowledgeDocuments>().ContentAsync("kb", document.Id, default))!.Value.Length, Is.EqualTo(document.Bytes));
        Assert.That((await SearchAsync(host, "parental leave"))[0].Title, Is.EqualTo("Leave"));
    }

    [Test]
    public async Task What_cannot_be_read_fails_the_node_and_names_the_document()
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");

        var fault = await host.FaultAsync(
            """
            file: test.file { "value": { "name": "locked.pdf", "text": "GIF89a" } }
            add: knowledge.add { "knowledge": "kb" }
            file.file -> add.file
            """,
            "add");

        Assert.That(fault.Code, Is.EqualTo("knowledge.not-added"));
        Assert.That(fault.Text.English, Does.StartWith("1 of 1").And.Contain("locked.pdf"));
    }

    [TestCase("""{ "knowledge": "nowhere" }""", "some text", "knowledge.unknown")]
    [TestCase("""{ "knowledge": "kb" }""", "  ", "knowledge.nothing-to-add")]
    public async Task What_cannot_be_added_is_told(string settings, string text, string code)
    {
        await using var host = new KnowledgeHost();
        await host.MakeAsync("kb");

        Assert.That((await host.FaultAsync(Text(text, settings), "add")).Code, Is.EqualTo(code));
    }

    [Test]
    public void It_is_marked_as_changing_something() => Assert.That(NodeHarness.TypeOf<KnowledgeAddNode>().HasSideEffects, Is.True);

    private static async Task<DocumentList> SearchAsync(KnowledgeHost host, string query) => await host.OutputAsync<DocumentList>(
        $$"""
        query: test.text { "value": "{{query}}" }
        search: knowledge.search { "knowledge": "kb", "mode": "keyword" }
        query.text -> search.query
        """,
        "search",
        "documents");

    private static string Rows(string csv) =>
        $$"""
        load: documents.load { "file": { "name": "faq.csv", "text": {{JsonSerializer.Serialize(csv)}} } }
        add: knowledge.add { "knowledge": "kb", "metadata": [{ "name": "team", "value": "shop" }] }
        load.documents -> add.documents
        """;

    private static string Text(string text, string settings) =>
        $$"""
        text: test.text { "value": "{{text}}" }
        add: knowledge.add {{settings}}
        text.text -> add.text
        """;

    private static IEnumerable<string> States(JsonElement added) => added.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("state").GetString()!);

    private static IEnumerable<string> IdsOf(JsonElement added) => added.GetProperty("documents").EnumerateArray().Select(document => document.GetProperty("id").GetString()!);
}
