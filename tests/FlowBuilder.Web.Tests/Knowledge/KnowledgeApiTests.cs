using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeApiTests
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
    public async Task A_knowledge_base_is_made_read_changed_listed_and_removed(CancellationToken cancellationToken)
    {
        using var made = await Client.PostAsJsonAsync(
            "api/v1/knowledge", new { name = "사내 안내서", settings = new { splitting = new { size = 300, overlap = 20 } } }, cancellationToken);
        var body = await made.JsonAsync(cancellationToken);
        var path = made.Headers.Location!.ToString();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)made.StatusCode, Is.EqualTo(201));
            Assert.That(path, Is.EqualTo("/api/v1/knowledge/sanae-annaeseo"));
            Assert.That(made.Headers.ETag!.Tag, Is.EqualTo("\"1\""));
            Assert.That(body.GetProperty("settings").GetProperty("splitting").GetProperty("method").GetString(), Is.EqualTo("recursive"));
            Assert.That(body.GetProperty("state").GetString(), Is.EqualTo("ready"));
        }

        using var change = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new { description = "For all" }) };
        change.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        using var changed = await Client.SendAsync(change, cancellationToken);
        using var stale = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(new { name = "Late" }) };
        stale.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        using var late = await Client.SendAsync(stale, cancellationToken);
        var now = await Client.GetFromJsonAsync<JsonElement>(path, cancellationToken);
        var listed = await Client.GetFromJsonAsync<JsonElement>("api/v1/knowledge", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)changed.StatusCode, Is.EqualTo(200));
            Assert.That((await late.ProblemAsync(412, cancellationToken)).Code(), Is.EqualTo("revision.stale"));
            Assert.That(now.GetProperty("name").GetString(), Is.EqualTo("사내 안내서"), "What is left out stays.");
            Assert.That(now.GetProperty("description").GetString(), Is.EqualTo("For all"));
            Assert.That(listed.EnumerateArray().Select(item => item.GetProperty("id").GetString()), Does.Contain("sanae-annaeseo"));
        }

        using var removed = await Client.DeleteAsync(path, cancellationToken);
        using var gone = await Client.GetAsync(path, cancellationToken);
        Assert.That((int)removed.StatusCode, Is.EqualTo(204));
        Assert.That((await gone.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("knowledge.not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Texts_are_found_by_words_by_vectors_and_by_both_with_scores_and_why(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("modes", null, cancellationToken);
        using var added = await Client.PostAsJsonAsync(
            "api/v1/knowledge/modes/documents",
            new
            {
                documents = new object[]
                {
                    new { id = "leave", title = "Leave", text = "Parental leave lasts one year and is paid.", metadata = new { year = 2026, lang = "en" } },
                    new { text = "The warranty covers two years." },
                },
            },
            cancellationToken);
        Assert.That((int)added.StatusCode, Is.EqualTo(202));
        await Client.IdleAsync("modes", cancellationToken);

        foreach (var mode in new[] { "keyword", "vector", "hybrid" })
        {
            var first = (await Client.SearchAsync("modes", "how long is parental leave?", mode, cancellationToken))[0];
            using (Assert.EnterMultipleScope())
            {
                Assert.That(first.GetProperty("documentId").GetString(), Is.EqualTo("leave"), mode);
                Assert.That(first.GetProperty("chunkId").GetString(), Is.EqualTo("leave:1"), mode);
                Assert.That(first.GetProperty("score").GetDouble(), Is.GreaterThan(0), mode);
                Assert.That(first.GetProperty("text").GetString(), Does.StartWith("Parental leave"), mode);
                Assert.That(first.GetProperty("title").GetString(), Is.EqualTo("Leave"), mode);
                Assert.That(first.GetProperty("metadata").GetProperty("year").GetString(), Is.EqualTo("2026"), mode);
                Assert.That(
                    first.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("source").GetString()),
                    Is.EqualTo(mode == "hybrid" ? new[] { "keyword", "vector" } : [mode]));
            }
        }

        Assert.That(await Client.FoundAsync("modes", "submarine", cancellationToken), Is.Empty);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_search_takes_a_filter_other_wordings_a_least_score_and_diversity(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("asked", null, cancellationToken);
        using var added = await Client.PostAsJsonAsync(
            "api/v1/knowledge/asked/documents",
            new
            {
                documents = new object[]
                {
                    new { id = "new", text = "The warranty covers two years.", metadata = new { year = 2026 } },
                    new { id = "old", text = "The warranty covered one year.", metadata = new { year = 2016 } },
                    new { id = "leave", text = "Parental leave is paid.", metadata = new { year = 2016 } },
                },
            },
            cancellationToken);
        await Client.IdleAsync("asked", cancellationToken);

        Assert.That(await AskAsync(new { query = "warranty", mode = "keyword", filter = new { field = "year", to = 2020 } }), Is.EqualTo(new[] { "old" }));
        Assert.That(await AskAsync(new { query = "warranty", mode = "keyword", top = 3, otherQueries = new[] { "parental leave" }, diversity = 0.5 }), Is.EquivalentTo(new[] { "new", "old", "leave" }));
        Assert.That(await AskAsync(new { query = "warranty", leastScore = 1.1 }), Is.Empty);

        async Task<string[]> AskAsync(object body)
        {
            using var answer = await Client.PostAsJsonAsync("api/v1/knowledge/asked/search", body, cancellationToken);
            var json = await answer.JsonAsync(cancellationToken);
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), json.ToString());
            return [.. json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("documentId").GetString()!)];
        }
    }

    [TestCase("""{ "query": "a", "filter": { "or": [{ "field": "b" }] } }""", "knowledge.bad-filter", "$.filter.or[0]")]
    [TestCase("""{ "query": "a", "filter": [] }""", "knowledge.bad-filter", "$.filter")]
    [TestCase("""{ "query": "a", "diversity": 2 }""", "knowledge.bad-query", null)]
    [TestCase("""{ "query": "a", "otherQueries": [""] }""", "knowledge.bad-query", null)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_search_that_cannot_be_made_is_refused_with_the_place(string body, string code, string? path, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync("api/v1/knowledge/asked/search", content, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        Assert.That(problem.Code(), Is.EqualTo(code));
        if (path is not null) Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo(path));
    }

    [TestCase("보증기간은 얼마나 되나요?", "warranty")]
    [TestCase("보증 기간", "warranty")]
    [TestCase("휴가를 신청하려면?", "leave")]
    [TestCase("휴가신청", "leave")]
    [TestCase("請假", "chinese")]
    [TestCase("running", "english")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_question_finds_its_words_whatever_particles_blanks_or_endings_they_have(string query, string document, CancellationToken cancellationToken)
    {
        var id = $"ko-{Guid.NewGuid():N}";
        await Client.MakeBaseAsync(id, null, cancellationToken);
        await Client.AddTextsAsync(
            id,
            cancellationToken,
            ("warranty", "제품의 보증기간이 끝나면 수리비를 받습니다."),
            ("leave", "휴가 신청은 사흘 전까지 팀장에게 합니다."),
            ("chinese", "員工請假須提前三天申請。"),
            ("english", "She runs the office."));
        await Client.IdleAsync(id, cancellationToken);

        Assert.That((await Client.FoundAsync(id, query, cancellationToken)).FirstOrDefault(), Is.EqualTo(document));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_broken_file_says_what_is_wrong_in_the_readers_language_and_stops_no_other(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("broken", null, cancellationToken);
        using var answer = await Client.AddFilesAsync(
            "broken",
            cancellationToken,
            ("good.md", "# Leave\n\nA paragraph about leave."u8.ToArray()),
            ("locked.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]]),
            ("empty.txt", []),
            ("cut.xlsx", "PK\u0003\u0004 and no more"u8.ToArray()),
            ("나쁜\\..\\../이름.txt", Encoding.UTF8.GetBytes("경로는 이름이 아닙니다.")));
        var added = (await answer.JsonAsync(cancellationToken)).GetProperty("documents").EnumerateArray().ToList();
        await Client.IdleAsync("broken", cancellationToken);

        var korean = _program.Client("ko");
        var documents = (await korean.GetFromJsonAsync<JsonElement>("api/v1/knowledge/broken/documents", cancellationToken)).EnumerateArray()
            .ToDictionary(document => document.GetProperty("source").GetString()!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(added, Has.Count.EqualTo(5));
            Assert.That(documents["good.md"].GetProperty("state").GetString(), Is.EqualTo("ready"));
            Assert.That(documents["good.md"].GetProperty("chunks").GetInt32(), Is.EqualTo(1));
            Assert.That(documents["이름.txt"].GetProperty("state").GetString(), Is.EqualTo("ready"));
            foreach (var name in new[] { "locked.docx", "empty.txt", "cut.xlsx" })
            {
                Assert.That(documents[name].GetProperty("state").GetString(), Is.EqualTo("failed"), name);
                Assert.That(documents[name].GetProperty("code").GetString(), Does.StartWith("documents."), name);
                Assert.That(documents[name].GetProperty("detail").GetString(), Does.Contain(name).And.Match("[가-힣]"), name);
            }
        }

        var failed = await Client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/broken/documents?state=failed&limit=2", cancellationToken);
        Assert.That(failed.GetArrayLength(), Is.EqualTo(2));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_over_the_limit_is_refused_and_its_neighbours_are_taken(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("large", null, cancellationToken);
        var large = new byte[50 * 1024 * 1024 + 1];
        using var mixed = await Client.AddFilesAsync("large", cancellationToken, ("huge.txt", large), ("small.txt", "small"u8.ToArray()));
        var body = await mixed.JsonAsync(cancellationToken);
        using var alone = await Client.AddFilesAsync("large", cancellationToken, ("huge.txt", large));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)mixed.StatusCode, Is.EqualTo(202));
            Assert.That(body.GetProperty("documents")[0].GetProperty("source").GetString(), Is.EqualTo("small.txt"));
            Assert.That(body.GetProperty("refused")[0].GetProperty("code").GetString(), Is.EqualTo("documents.too-large"));
            Assert.That((await alone.ProblemAsync(413, cancellationToken)).Code(), Is.EqualTo("documents.too-large"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_upload_that_says_it_is_too_large_is_refused_before_it_is_read(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new() { ["Limits:DocumentBytes"] = "2048" });
        await program.Client().MakeBaseAsync("kb", null, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/knowledge/kb/documents") { Content = new StringContent(new string('a', 5000)) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var answer = await program.Client().SendAsync(request, cancellationToken);

        Assert.That((await answer.ProblemAsync(413, cancellationToken)).Code(), Is.EqualTo("request.too-large"));
    }

    [TestCase("POST", "knowledge", """{"name":""}""", 422, "knowledge.invalid")]
    [TestCase("POST", "knowledge", """{"name":"a","id":"a/b"}""", 422, "knowledge.invalid")]
    [TestCase("POST", "knowledge", """{"name":"a","settings":{"splitting":{"size":100,"overlap":100}}}""", 422, "knowledge.invalid")]
    [TestCase("POST", "knowledge", """{"name":"a","settings":{"splitting":{"method":"magic"}}}""", 422, "knowledge.invalid")]
    [TestCase("POST", "knowledge", """{"name":"a","colour":"red"}""", 400, "request.malformed")]
    [TestCase("POST", "knowledge", """{"name":"a","id":"refusals"}""", 409, "knowledge.id-taken")]
    [TestCase("PUT", "knowledge/refusals", """{"id":"other"}""", 422, "knowledge.id-permanent")]
    [TestCase("POST", "knowledge/none/documents", """{"documents":[{"text":"a"}]}""", 404, "knowledge.not-found")]
    [TestCase("POST", "knowledge/refusals/documents", """{"documents":[]}""", 422, "knowledge.no-documents")]
    [TestCase("POST", "knowledge/refusals/documents", """{"documents":[{"text":"a","filepath":"/etc/passwd"}]}""", 400, "request.malformed")]
    [TestCase("POST", "knowledge/refusals/documents", """{"documents":[{"id":"a/b","text":"a"}]}""", 422, "knowledge.invalid")]
    [TestCase("POST", "knowledge/refusals/search", """{"query":" "}""", 422, "knowledge.bad-query")]
    [TestCase("POST", "knowledge/refusals/search", """{"query":"a","top":0}""", 422, "knowledge.bad-query")]
    [TestCase("POST", "knowledge/refusals/search", """{"query":"a","mode":"magic"}""", 400, "request.malformed")]
    [TestCase("POST", "knowledge/none/search", """{"query":"a"}""", 404, "knowledge.not-found")]
    [TestCase("GET", "knowledge/refusals/documents?limit=201", null, 400, "request.bad-query")]
    [TestCase("GET", "knowledge/refusals/documents?state=7", null, 400, "request.bad-query")]
    [TestCase("GET", "knowledge/refusals/documents/none", null, 404, "knowledge.document-not-found")]
    [TestCase("GET", "knowledge/refusals/chunks/none:1", null, 404, "knowledge.chunk-not-found")]
    [TestCase("POST", "knowledge/refusals/documents/none/retry", "{}", 404, "knowledge.document-not-found")]
    [TestCase("GET", "knowledge/none/events", null, 404, "knowledge.not-found")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_cannot_be_is_refused_with_a_code(
        string method, string path, string? body, int status, string code, CancellationToken cancellationToken)
    {
        using var made = await Client.PostAsJsonAsync("api/v1/knowledge", new { id = "refusals", name = "r" }, cancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/{path}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Client.SendAsync(request, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-47")]
    public async Task A_text_field_in_a_form_and_a_form_that_is_none_are_refused(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("forms", null, cancellationToken);
        using var field = await Client.PostAsync(
            "api/v1/knowledge/forms/documents", new MultipartFormDataContent { { new StringContent("/etc/passwd"), "path" } }, cancellationToken);
        var content = new StringContent("no form");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var none = await Client.PostAsync("api/v1/knowledge/forms/documents", content, cancellationToken);

        Assert.That((await field.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.malformed"));
        Assert.That((await none.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.malformed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_edited_chunk_is_found_by_its_new_words_and_one_switched_off_is_not_found(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("edits", null, cancellationToken);
        await Client.AddTextsAsync("edits", cancellationToken, ("a", "The canteen opens at noon."), ("b", "The library opens at nine."));
        await Client.IdleAsync("edits", cancellationToken);

        using var edited = await Client.PutAsJsonAsync("api/v1/knowledge/edits/chunks/a:1", new { text = "구내식당은 열두 시에 엽니다." }, cancellationToken);
        using var off = await Client.PutAsJsonAsync("api/v1/knowledge/edits/chunks/b:1", new { isEnabled = false }, cancellationToken);
        using var empty = await Client.PutAsJsonAsync("api/v1/knowledge/edits/chunks/a:1", new { text = " " }, cancellationToken);
        var byVector = await Client.SearchAsync("edits", "library opens", "vector", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await edited.JsonAsync(cancellationToken)).GetProperty("isEdited").GetBoolean(), Is.True);
            Assert.That((await off.JsonAsync(cancellationToken)).GetProperty("isEnabled").GetBoolean(), Is.False);
            Assert.That((await empty.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("knowledge.chunk-empty"));
            Assert.That(await Client.FoundAsync("edits", "canteen", cancellationToken), Is.Empty);
            Assert.That(await Client.FoundAsync("edits", "구내식당", cancellationToken), Is.EqualTo(new[] { "a" }));
            Assert.That(await Client.FoundAsync("edits", "library", cancellationToken), Is.Empty);
            Assert.That(byVector.Select(hit => hit.GetProperty("documentId").GetString()), Does.Not.Contain("b"));
        }

        using var again = await Client.PostAsJsonAsync("api/v1/knowledge/edits/reindex", new { }, cancellationToken);
        Assert.That((await again.JsonAsync(cancellationToken)).GetProperty("documents").GetInt32(), Is.EqualTo(2));
        await Client.IdleAsync("edits", cancellationToken);
        Assert.That(await Client.FoundAsync("edits", "구내식당", cancellationToken), Is.EqualTo(new[] { "a" }), "An edit outlives indexing anew.");
        Assert.That(await Client.FoundAsync("edits", "library", cancellationToken), Is.Empty, "So does a switch.");

        using var on = await Client.PutAsJsonAsync("api/v1/knowledge/edits/chunks/b:1", new { isEnabled = true }, cancellationToken);
        Assert.That(await Client.FoundAsync("edits", "library", cancellationToken), Is.EqualTo(new[] { "b" }));
        var listed = await Client.GetFromJsonAsync<JsonElement>("api/v1/knowledge/edits/documents/a/chunks", cancellationToken);
        Assert.That(listed[0].GetProperty("text").GetString(), Is.EqualTo("구내식당은 열두 시에 엽니다."));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_deleted_is_found_no_more_and_may_come_again(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("deleted", null, cancellationToken);
        await Client.AddTextsAsync("deleted", cancellationToken, ("a", "apples"), ("b", "pears"));
        await Client.IdleAsync("deleted", cancellationToken);
        Assert.That(await Client.SearchAsync("deleted", "apples", "vector", cancellationToken), Has.Count.EqualTo(2));

        using var removed = await Client.DeleteAsync("api/v1/knowledge/deleted/documents/a", cancellationToken);
        using var twice = await Client.DeleteAsync("api/v1/knowledge/deleted/documents/a", cancellationToken);
        Assert.That((int)removed.StatusCode, Is.EqualTo(204));
        Assert.That((await twice.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("knowledge.document-not-found"));
        Assert.That(await Client.FoundAsync("deleted", "apples", cancellationToken), Is.Empty);
        Assert.That(await Client.SearchAsync("deleted", "apples", "vector", cancellationToken), Has.Count.EqualTo(1));

        using var gone = await Client.DeleteAsync("api/v1/knowledge/deleted", cancellationToken);
        await Client.MakeBaseAsync("deleted", null, cancellationToken);
        Assert.That(await Client.FoundAsync("deleted", "pears", cancellationToken), Is.Empty);
        await Client.AddTextsAsync("deleted", cancellationToken, ("c", "plums"));
        await Client.IdleAsync("deleted", cancellationToken);
        var found = await Client.SearchAsync("deleted", "plums", "hybrid", cancellationToken);
        Assert.That(found.Select(hit => hit.GetProperty("documentId").GetString()), Is.EqualTo(new[] { "c" }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Documents_are_embedded_through_a_connection_and_a_connection_that_is_not_there_is_told(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await _program.ConnectAsync(server, cancellationToken);
        await Client.MakeBaseAsync("connected", new { embedding = new { connection = "fake", model = "fake-embedding" } }, cancellationToken);
        await Client.MakeBaseAsync("unconnected", new { embedding = new { connection = "nowhere", model = "m" } }, cancellationToken);
        await Client.AddTextsAsync("connected", cancellationToken, ("a", "apples and pears"), ("b", "zebra quiz"));
        await Client.AddTextsAsync("unconnected", cancellationToken, ("a", "apples"));
        await Client.IdleAsync("connected", cancellationToken);
        await Client.IdleAsync("unconnected", cancellationToken);

        var found = await Client.SearchAsync("connected", "apples and pears", "vector", cancellationToken);
        var failed = await Client.DocumentAsync("unconnected", "a", cancellationToken);
        Assert.That(found[0].GetProperty("documentId").GetString(), Is.EqualTo("a"));
        Assert.That(found[0].GetProperty("score").GetDouble(), Is.EqualTo(1).Within(1e-4));
        Assert.That(failed.GetProperty("code").GetString(), Is.EqualTo("model.connection-unknown"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-49")]
    public async Task A_document_is_given_back_as_it_came_to_be_kept_and_never_shown(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("kept", null, cancellationToken);
        var page = "<html><body><script>alert(1)</script><p>안녕</p></body></html>"u8.ToArray();
        using var added = await Client.AddFilesAsync("kept", cancellationToken, ("쪽.html", page));
        var id = (await added.JsonAsync(cancellationToken)).GetProperty("documents")[0].GetProperty("id").GetString();

        using var content = await Client.GetAsync($"api/v1/knowledge/kept/documents/{id}/content", cancellationToken);
        using var none = await Client.GetAsync("api/v1/knowledge/kept/documents/none/content", cancellationToken);

        Assert.That(await content.Content.ReadAsByteArrayAsync(cancellationToken), Is.EqualTo(page));
        Assert.That(content.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/octet-stream"));
        Assert.That(content.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(content.Content.Headers.ContentDisposition.FileNameStar, Is.EqualTo("쪽.html"));
        Assert.That((await none.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("knowledge.document-not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_that_may_read_may_search_and_change_nothing(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("readers", null, cancellationToken);
        var key = await Client.MakeKeyAsync(new { name = "reads", scopes = new[] { "read" } }, cancellationToken);
        using var reader = _program.Client();
        reader.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        using var search = await reader.PostAsJsonAsync("api/v1/knowledge/readers/search", new { query = "anything" }, cancellationToken);
        using var change = await reader.PostAsJsonAsync("api/v1/knowledge/readers/documents", new { documents = new[] { new { text = "a" } } }, cancellationToken);

        Assert.That((int)search.StatusCode, Is.EqualTo(200));
        Assert.That((await change.ProblemAsync(403, cancellationToken)).Code(), Is.EqualTo("key.not-allowed"));
    }
}
