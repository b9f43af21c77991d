using FlowBuilder.Core.Faults;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class JsonLoaderTests
{
    [Test]
    public async Task Each_item_of_a_list_is_a_document()
    {
        var documents = await DocumentLoaderTests.LoadAsync("faq.json", """[{"question":"얼마 동안?","answer":"2년"},{"question":"어디서?","answer":"서울"}]""");

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "question: 얼마 동안?\nanswer: 2년", "question: 어디서?\nanswer: 서울" }));
        Assert.That(documents.Select(document => document.Title), Is.EqualTo(new[] { "얼마 동안?", "어디서?" }));
        Assert.That(documents.Select(document => document.Metadata["row"]), Is.EqualTo(new[] { "1", "2" }));
    }

    [Test]
    public async Task An_object_is_one_document_with_its_paths()
    {
        var document = (await DocumentLoaderTests.LoadAsync(
            "a.json",
            """{"name":"Belt","tags":["a","b"],"maker":{"city":"Seoul","none":null},"prices":[{"won":3000},{"won":4000.50}],"new":true}""")).Single();

        Assert.That(document.Title, Is.EqualTo("Belt"));
        Assert.That(document.Text, Is.EqualTo("name: Belt\ntags: a, b\nmaker.city: Seoul\nprices[1].won: 3000\nprices[2].won: 4000.50\nnew: true"));
    }

    [Test]
    public async Task Lines_of_json_are_documents()
    {
        var documents = await DocumentLoaderTests.LoadAsync("a.jsonl", "{\"a\":1}\n\n{\"a\":2}\r\n");

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "a: 1", "a: 2" }));
    }

    [Test]
    public void Broken_json_is_located()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("a.json", "{\n \"a\": 1,\n \"b\" 2\n}"))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("line 3"));
        Assert.That(fault.Text.All["ko"], Does.Contain("3번째 줄"));
    }

    [Test]
    public void A_broken_line_of_json_lines_is_located()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("a.jsonl", "{\"a\":1}\n{\"a\":\n"))!;

        Assert.That(fault.Text.English, Does.Contain("line 2"));
    }

    [Test]
    public void A_lone_surrogate_is_told()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => DocumentLoaderTests.LoadAsync("a.json", """{"a":"\ud800"}"""))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
    }

    [Test]
    public void Too_many_items_are_refused()
    {
        var fault = Assert.ThrowsAsync<NodeException>(() =>
            DocumentLoaderTests.LoadAsync("a.json", """[{"a":1},{"a":2},{"a":3}]""", new DocumentLimits { Rows = 2 }))!;

        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("more than 2 rows"));
    }
}
