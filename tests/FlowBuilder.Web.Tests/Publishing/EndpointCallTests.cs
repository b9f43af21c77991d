using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing.Http;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class EndpointCallTests : OneProgram
{
    private const string Ask = """{"inputs":{"question":"?"}}""";

    private string _key = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _key = await Client.MakeKeyAsync(CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_call_answers_with_the_promoted_version_while_the_draft_is_broken(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "broken-draft", cancellationToken);
        await Program.RedrawAsync(Client, flow, "answer: output.text {\"name\":\"answer\"}", cancellationToken);

        using var draft = await Client.RunAsync(flow, "{}", cancellationToken);
        using var call = await Client.CallAsync("broken-draft", Ask, _key, cancellationToken);
        var answer = await call.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)draft.StatusCode, Is.EqualTo(422));
            Assert.That(answer.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("one ?"));
            Assert.That(answer.GetProperty("status").GetString(), Is.EqualTo("completed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_keeps_its_endpoint_version_and_session_and_is_listed_by_them(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "kept", cancellationToken);

        using var call = await Client.CallAsync("kept", """{"inputs":{"question":"?"},"session":"s-1"}""", _key, cancellationToken);
        var id = (await call.JsonAsync(cancellationToken)).GetProperty("runId").GetString();
        var detail = await Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{id}", cancellationToken);
        var list = await Client.GetFromJsonAsync<JsonElement>("api/v1/runs?endpoint=kept", cancellationToken);
        var none = await Client.GetFromJsonAsync<JsonElement>("api/v1/runs?endpoint=nobody", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(detail.GetProperty("endpoint").GetProperty("slug").GetString(), Is.EqualTo("kept"));
            Assert.That(detail.GetProperty("endpoint").GetProperty("version").GetInt32(), Is.EqualTo(1));
            Assert.That(detail.GetProperty("session").GetString(), Is.EqualTo("s-1"));
            Assert.That(list.EnumerateArray().Select(run => run.GetProperty("runId").GetString()), Is.EqualTo(new[] { id }));
            Assert.That(none.GetArrayLength(), Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Events_of_results_come_as_they_are_made(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "streamed", cancellationToken);

        using var call = await Client.CallAsync("streamed", Ask, _key, cancellationToken, "?events=output", ("Accept", "text/event-stream"));
        var types = new List<string>();
        await foreach (var item in call.ReadEventsAsync(cancellationToken)) types.Add(item.EventType);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(types, Is.EqualTo(new[] { "node.delta", "node.output", "run.completed" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_form_brings_files_and_texts_by_the_names_of_the_inputs(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(
            Client,
            """
            document: input.file {"name":"document"}
            load: documents.load {}
            question: input.text {"name":"question"}
            prompt: prompt.template {"template":"{{question}} {{text}}"}
            answer: output.text {"name":"answer"}
            document.value -> load.file
            load.documents -> prompt.text
            question.text -> prompt.question
            prompt.text -> answer.value
            """,
            "form",
            cancellationToken);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("읽어 줘:"), "question" },
            { new StringContent("s-1"), "session" },
            { new ByteArrayContent("본문 text"u8.ToArray()), "document", "notes.txt" },
        };

        using var call = await Client.CallAsync("form", form, _key, cancellationToken);
        var answer = await call.JsonAsync(cancellationToken);

        Assert.That(answer.GetProperty("outputs").GetProperty("answer").GetString(), Does.StartWith("읽어 줘:").And.Contain("본문 text"));
        var run = await Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{answer.GetProperty("runId").GetString()}", cancellationToken);
        Assert.That(run.GetProperty("session").GetString(), Is.EqualTo("s-1"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-47")]
    public async Task A_path_that_a_caller_writes_is_no_file(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(
            Client,
            """
            document: input.file {"name":"document"}
            load: documents.load {}
            prompt: prompt.template {"template":"{{text}}"}
            answer: output.text {"name":"answer"}
            document.value -> load.file
            load.documents -> prompt.text
            prompt.text -> answer.value
            """,
            "no-paths",
            cancellationToken);

        using var call = await Client.CallAsync(
            "no-paths", """{"inputs":{"document":{"filepath":"/etc/passwd","originalFilename":"a"}}}""", _key, cancellationToken);

        Assert.That((await call.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("run.bad-inputs"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task One_idempotency_key_starts_one_run_of_each_caller(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "once", cancellationToken);
        var other = await Client.MakeKeyAsync(cancellationToken);

        var ids = new List<string?>();
        foreach (var key in new[] { _key, _key, other })
        {
            using var call = await Client.CallAsync("once", Ask, key, cancellationToken, headers: ("Idempotency-Key", "k"));
            ids.Add((await call.JsonAsync(cancellationToken)).GetProperty("runId").GetString());
        }

        Assert.That((ids[0] == ids[1], ids[0] == ids[2]), Is.EqualTo((true, false)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_call_that_is_not_waited_for_tells_where_its_caller_finds_the_answer(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "later", cancellationToken);
        await Program.PublishAsync(Client, Drawings.Echo, "elsewhere", cancellationToken);

        using var accepted = await Client.CallAsync("later", Ask, _key, cancellationToken, headers: ("Prefer", "respond-async"));
        var place = accepted.Headers.Location!.OriginalString;
        using var stream = await Client.AskAsync(HttpMethod.Get, $"{place}/events", _key, cancellationToken);
        var last = await stream.ReadEventsAsync(cancellationToken).LastAsync(cancellationToken);
        using var found = await Client.AskAsync(HttpMethod.Get, place, _key, cancellationToken);
        using var nobody = await Client.AskAsync(HttpMethod.Get, place, null, cancellationToken);
        using var elsewhere = await Client.AskAsync(HttpMethod.Get, place.Replace("/later/", "/elsewhere/", StringComparison.Ordinal), _key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)accepted.StatusCode, Is.EqualTo(202));
            Assert.That(place, Does.StartWith("/api/v1/endpoints/later/runs/"));
            Assert.That(last.EventType, Is.EqualTo("run.completed"));
            Assert.That((await found.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("?"));
            Assert.That((await nobody.ProblemAsync(401, cancellationToken)).Code(), Is.EqualTo("key.missing"));
            Assert.That((await elsewhere.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("run.not-found"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-38")]
    public async Task A_caller_stops_and_judges_its_own_runs(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "judged", cancellationToken);
        using var call = await Client.CallAsync("judged", Ask, _key, cancellationToken);
        var id = (await call.JsonAsync(cancellationToken)).GetProperty("runId").GetString();

        using var stopped = await Client.AskAsync(HttpMethod.Post, $"api/v1/endpoints/judged/runs/{id}/cancel", _key, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/endpoints/judged/runs/{id}/feedback") { Content = JsonContent.Create(new { score = 1, comment = "good" }) };
        request.Headers.Add("x-api-key", _key);
        using var judged = await Client.SendAsync(request, cancellationToken);
        var run = await Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{id}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { (int)stopped.StatusCode, (int)judged.StatusCode }, Has.All.EqualTo(204));
            Assert.That(run.GetProperty("feedback")[0].GetProperty("comment").GetString(), Is.EqualTo("good"));
        }
    }

    [TestCase("data")]
    [TestCase("flow")]
    [TestCase("nodes")]
    [TestCase("tweaks")]
    [TestCase("from")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-2")]
    public async Task Members_that_an_endpoint_does_not_know_are_refused_by_name(string member, CancellationToken cancellationToken)
    {
        var slug = $"unknown-{member}";
        await Program.PublishAsync(Client, Drawings.Echo, slug, cancellationToken);

        using var call = await Client.CallAsync(slug, $$$"""{"inputs":{"question":"?"},"{{{member}}}":{}}""", _key, cancellationToken);

        var problem = await call.ProblemAsync(400, cancellationToken);
        Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(member));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Inputs_that_the_flow_does_not_have_or_lacks_are_refused_by_name(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "strict", cancellationToken);

        using var unknown = await Client.CallAsync("strict", """{"inputs":{"question":"?","secret":"x"}}""", _key, cancellationToken);
        using var missing = await Client.CallAsync("strict", "{}", _key, cancellationToken);

        Assert.That((await unknown.ProblemAsync(422, cancellationToken)).GetProperty("detail").GetString(), Does.Contain("secret"));
        Assert.That((await missing.ProblemAsync(422, cancellationToken)).GetProperty("detail").GetString(), Does.Contain("question"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-6")]
    public async Task Only_settings_that_the_owner_opened_can_be_changed(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Says("one"), "settings", cancellationToken);
        const string body = """{"inputs":{"question":"?"},"settings":{"prompt":{"template":"two {{question}}"}}}""";

        using var closed = await Client.CallAsync("settings", body, _key, cancellationToken);
        await Client.ChangeEndpointAsync("settings", new { openSettings = new Dictionary<string, string[]> { ["prompt"] = ["template"] } }, cancellationToken);
        using var open = await Client.CallAsync("settings", body, _key, cancellationToken);
        using var none = await Client.CallAsync("settings", """{"inputs":{"question":"?"},"settings":{"prompt":null}}""", _key, cancellationToken);
        using var bad = await Client.PutAsJsonAsync("api/v1/endpoints/settings", new { openSettings = new Dictionary<string, string[]?> { ["prompt"] = null } }, cancellationToken);
        using var other = await Client.CallAsync("settings", body.Replace("prompt", "question", StringComparison.Ordinal), _key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await closed.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("endpoint.closed-setting"));
            Assert.That((await open.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("two ?"));
            Assert.That((int)none.StatusCode, Is.EqualTo(200));
            Assert.That((await bad.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("endpoint.invalid"));
            Assert.That((await other.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("endpoint.closed-setting"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_endpoint_that_is_switched_off_answers_nobody(CancellationToken cancellationToken)
    {
        await Program.PublishAsync(Client, Drawings.Echo, "off", cancellationToken);
        await Client.ChangeEndpointAsync("off", new { isEnabled = false }, cancellationToken);
        using var refused = await Client.CallAsync("off", Ask, _key, cancellationToken);
        await Client.ChangeEndpointAsync("off", new { isEnabled = true }, cancellationToken);
        using var answered = await Client.CallAsync("off", Ask, _key, cancellationToken);

        Assert.That((await refused.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("endpoint.off"));
        Assert.That((int)answered.StatusCode, Is.EqualTo(200));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Runs_for_callers_are_not_what_the_editor_goes_on_from(CancellationToken cancellationToken)
    {
        var flow = await Program.PublishAsync(Client, Drawings.Says("one"), "not-latest", cancellationToken);
        using var own = await Client.RunAsync(flow, """{"inputs":{"question":"mine"}}""", cancellationToken);
        using var call = await Client.CallAsync("not-latest", """{"inputs":{"question":"theirs"}}""", _key, cancellationToken);

        using var from = await Client.RunAsync(flow, """{"from":"answer"}""", cancellationToken);

        Assert.That((int)call.StatusCode, Is.EqualTo(200));
        Assert.That((await from.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("one mine"));
    }
}
