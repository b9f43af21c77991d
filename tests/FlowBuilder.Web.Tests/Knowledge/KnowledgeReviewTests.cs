using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>Cleaning, sections, previews and duplicates over HTTP.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class KnowledgeReviewTests
{
    private TestProgram _program = null!;

    private HttpClient Client => _program.Client();

    [OneTimeSetUp]
    public void Start()
    {
        _program = new TestProgram();
        _ = _program.Address;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _program.DisposeAsync();

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Texts_are_cleaned_and_masked_as_the_settings_say_and_anew_when_they_change(CancellationToken cancellationToken)
    {
        var made = await Client.MakeBaseAsync("masked", new { cleaning = new { mask = new[] { "email" } } }, cancellationToken);
        await Client.AddTextsAsync("masked", cancellationToken, ("a", "문의:  kim@example.com   또는 010-1234-5678\n\n\n\n끝"));
        await Client.IdleAsync("masked", cancellationToken);
        var before = await TextAsync("masked", "a", cancellationToken);

        using var changed = await Client.PutAsJsonAsync(
            "api/v1/knowledge/masked", new { settings = new { cleaning = new { whitespace = false, mask = new[] { "phone", "email" } } } }, cancellationToken);
        await Client.IdleAsync("masked", cancellationToken);

        var cleaning = made.GetProperty("settings").GetProperty("cleaning");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)changed.StatusCode, Is.EqualTo(200));
            Assert.That(cleaning.ToString(), Is.EqualTo("""{"whitespace":true,"repeatedLines":true,"dividedWords":true,"mask":["email"]}"""));
            Assert.That(before, Is.EqualTo("문의: [이메일] 또는 010-1234-5678\n\n끝"));
            Assert.That(await TextAsync("masked", "a", cancellationToken), Is.EqualTo("문의:  [이메일]   또는 [전화번호]\n\n\n\n끝"));
            Assert.That(await Client.FoundAsync("masked", "kim@example.com", cancellationToken), Is.Empty);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_small_chunk_is_found_and_its_section_comes_with_it_also_after_an_edit(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("sections", new { splitting = new { method = "sentences", size = 40, overlap = 0, parentSize = 400 } }, cancellationToken);
        using var added = await Client.AddFilesAsync(
            "sections",
            cancellationToken,
            ("a.md", "# Warranty\n\nIt lasts two years. Keep the receipt. Belts last one year.\n\n# Canteen\n\nIt opens at noon. It closes at two."u8.ToArray()));
        await Client.IdleAsync("sections", cancellationToken);

        var found = (await Client.SearchAsync("sections", "belts", "keyword", cancellationToken))[0];
        Assert.That(found.GetProperty("text").GetString(), Has.Length.LessThanOrEqualTo(40));
        Assert.That(found.GetProperty("section").GetString(), Is.EqualTo("# Warranty\n\nIt lasts two years. Keep the receipt. Belts last one year."));

        var chunk = found.GetProperty("chunkId").GetString()!;
        var text = found.GetProperty("text").GetString()!.Replace("one year", "five years", StringComparison.Ordinal);
        using var edited = await Client.PutAsJsonAsync($"api/v1/knowledge/sections/chunks/{chunk}", new { text }, cancellationToken);
        const string expected = "# Warranty\n\nIt lasts two years. Keep the receipt. Belts last five years.";
        Assert.That((await edited.JsonAsync(cancellationToken)).GetProperty("section").GetString(), Is.EqualTo(expected));
        using var again = await Client.PostAsJsonAsync("api/v1/knowledge/sections/reindex", new { }, cancellationToken);
        await Client.IdleAsync("sections", cancellationToken);
        Assert.That((await Client.SearchAsync("sections", "receipt", "keyword", cancellationToken))[0].GetProperty("section").GetString(), Is.EqualTo(expected));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_preview_cuts_as_indexing_does_and_stores_nothing(CancellationToken cancellationToken)
    {
        var text = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Sentence number {i} says something of its own."));
        var settings = new { splitting = new { method = "tokens", size = 60, overlap = 20, parentSize = 200 } };
        await Client.MakeBaseAsync("preview", settings, cancellationToken);
        await Client.AddTextsAsync("preview", cancellationToken, ("a", text));
        await Client.IdleAsync("preview", cancellationToken);
        var listed = await Client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/preview/documents/a/chunks?limit=200", cancellationToken);
        var indexed = listed.EnumerateArray().Select(chunk => chunk.GetProperty("text").GetString()).ToList();

        var ofText = await PreviewAsync(new { settings, text, top = 200 }, cancellationToken);
        var ofDocument = await PreviewAsync(new { settings, document = new { knowledgeId = "preview", documentId = "a" }, top = 3 }, cancellationToken);

        var chunks = ofText.GetProperty("chunks").EnumerateArray().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(chunks.Select(chunk => chunk.GetProperty("text").GetString()), Is.EqualTo(indexed));
            Assert.That(chunks.Select(chunk => chunk.GetProperty("tokens").GetInt32()), Is.All.InRange(1, 60));
            Assert.That(chunks.Select(chunk => chunk.GetProperty("sectionNumber").GetInt32()), Is.Ordered.And.Some.GreaterThan(1));
            Assert.That(ofText.GetProperty("total").GetInt32(), Is.EqualTo(indexed.Count));
            Assert.That(ofDocument.GetProperty("total").GetInt32(), Is.EqualTo(indexed.Count));
            Assert.That(ofDocument.GetProperty("chunks").GetArrayLength(), Is.EqualTo(3));
        }

        for (var i = 1; i < chunks.Count; i++)
        {
            var overlap = chunks[i].GetProperty("overlap").GetInt32();
            Assert.That(indexed[i - 1], Does.EndWith(indexed[i]![..overlap].TrimEnd()));
        }

        Assert.That(chunks.Select(chunk => chunk.GetProperty("overlap").GetInt32()), Has.Some.GreaterThan(0));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Duplicates_are_shown_dropped_and_brought_back_and_stay_dropped_when_indexed_anew(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("twice", null, cancellationToken);
        const string text = "보증 기간은 구입한 날부터 2년이며, 이를 증명하려면 영수증을 보관해야 합니다. 소모품은 처음 1년 동안만 무료입니다.";
        await Client.AddTextsAsync("twice", cancellationToken, ("a", text), ("b", text.Replace("2년", "3년", StringComparison.Ordinal)), ("c", text + "!"), ("d", "The canteen opens at noon."));
        await Client.IdleAsync("twice", cancellationToken);

        var report = await DuplicatesAsync("twice", "", cancellationToken);
        var exact = await DuplicatesAsync("twice", "?likeness=1", cancellationToken);
        var group = report.GetProperty("groups")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.GetProperty("duplicateCount").GetInt32(), Is.EqualTo(2));
            Assert.That(exact.GetProperty("duplicateCount").GetInt32(), Is.EqualTo(1));
            Assert.That(report.GetProperty("compared").GetInt32(), Is.EqualTo(4));
            Assert.That(group.GetProperty("kept").GetProperty("id").GetString(), Is.EqualTo("c:1"), "the longest");
            Assert.That(group.GetProperty("duplicates").EnumerateArray().Select(other => (other.GetProperty("chunk").GetProperty("id").GetString(), other.GetProperty("isExact").GetBoolean())),
                Is.EqualTo(new[] { ("a:1", true), ("b:1", false) }));
        }

        using var dropped = await Client.PostAsJsonAsync("api/v1/knowledge/twice/duplicates", new { chunkIds = new[] { "a:1", "b:1", "none:1" } }, cancellationToken);
        Assert.That((await dropped.JsonAsync(cancellationToken)).ToString(), Is.EqualTo("""{"changed":2,"missed":["none:1"]}"""));
        using var again = await Client.PostAsJsonAsync("api/v1/knowledge/twice/reindex", new { }, cancellationToken);
        await Client.IdleAsync("twice", cancellationToken);
        Assert.That(await Client.FoundAsync("twice", "보증 기간", cancellationToken), Is.EqualTo(new[] { "c" }));
        Assert.That((await DuplicatesAsync("twice", "", cancellationToken)).GetProperty("groupCount").GetInt32(), Is.Zero);

        using var back = await Client.PostAsJsonAsync("api/v1/knowledge/twice/duplicates", new { chunkIds = new[] { "a:1" }, isEnabled = true }, cancellationToken);
        Assert.That(await Client.FoundAsync("twice", "보증 기간", cancellationToken), Is.EquivalentTo(new[] { "a", "c" }));
    }

    [TestCase("POST", "preview", """{"settings":{}}""", 422, "knowledge.bad-preview")]
    [TestCase("POST", "preview", """{"text":"a","document":{"knowledgeId":"a","documentId":"b"}}""", 422, "knowledge.bad-preview")]
    [TestCase("POST", "preview", """{"text":"a","top":0}""", 422, "knowledge.bad-preview")]
    [TestCase("POST", "preview", """{"text":"a","settings":{"splitting":{"size":100,"overlap":0,"parentSize":100}}}""", 422, "knowledge.invalid")]
    [TestCase("POST", "preview", """{"text":"a","settings":{"cleaning":{"mask":["names"]}}}""", 400, "request.malformed")]
    [TestCase("POST", "preview", """{"text":"a","settings":{"cleaning":null}}""", 400, "request.malformed")]
    [TestCase("POST", "preview", """{"document":{"knowledgeId":"none","documentId":"b"}}""", 404, "knowledge.not-found")]
    [TestCase("POST", "preview", """{"document":{"knowledgeId":"refused","documentId":"b"}}""", 404, "knowledge.document-not-found")]
    [TestCase("GET", "none/duplicates", null, 404, "knowledge.not-found")]
    [TestCase("GET", "refused/duplicates?likeness=0.5", null, 400, "request.bad-query")]
    [TestCase("GET", "refused/duplicates?limit=0", null, 400, "request.bad-query")]
    [TestCase("POST", "refused/duplicates", """{"chunkIds":[]}""", 422, "knowledge.no-chunks")]
    [TestCase("POST", "none/duplicates", """{"chunkIds":["a:1"]}""", 404, "knowledge.not-found")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_cannot_be_is_refused_with_a_code(string method, string path, string? body, int status, string code, CancellationToken cancellationToken)
    {
        using var made = await Client.PostAsJsonAsync("api/v1/knowledge", new { id = "refused", name = "r" }, cancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/knowledge/{path}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    private async Task<string?> TextAsync(string id, string document, CancellationToken cancellationToken) =>
        (await Client.GetFromJsonAsync<JsonElement>($"api/v1/knowledge/{id}/chunks/{document}:1", cancellationToken)).GetProperty("text").GetString();

    private async Task<JsonElement> PreviewAsync(object body, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync("api/v1/knowledge/preview", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
        return await answer.JsonAsync(cancellationToken);
    }

    private Task<JsonElement> DuplicatesAsync(string id, string query, CancellationToken cancellationToken) =>
        Client.GetFromJsonAsync<JsonElement>($"api/v1/knowledge/{id}/duplicates{query}", cancellationToken);
}
