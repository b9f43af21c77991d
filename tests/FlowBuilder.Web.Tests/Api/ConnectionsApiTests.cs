using System.Net.Http.Json;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class ConnectionsApiTests : OneProgram
{
    private const string Canary = "fbcanary-secret";

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-63")]
    public async Task A_connection_is_kept_and_its_key_never_shown(CancellationToken cancellationToken)
    {
        using var created = await AddAsync("kept", cancellationToken);
        using var read = await Client.GetAsync(created.Headers.Location, cancellationToken);
        using var list = await Client.GetAsync("api/v1/connections", cancellationToken);
        var item = await read.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)created.StatusCode, Is.EqualTo(201));
            Assert.That(created.Headers.Location!.OriginalString, Is.EqualTo("/api/v1/connections/kept"));
            Assert.That(item.GetProperty("kind").GetString(), Is.EqualTo("openai"));
            Assert.That(item.GetProperty("baseUrl").GetString(), Is.EqualTo("http://127.0.0.1:9/v1"));
            Assert.That(item.GetProperty("hasKey").GetBoolean(), Is.True);
            Assert.That(item.GetProperty("models")[0].GetString(), Is.EqualTo("m"));
            foreach (var answer in new[] { created, read, list })
                Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Not.Contain(Canary));
            foreach (var file in Directory.EnumerateFiles(Program.DataFolder, "flowbuilder.db*"))
                Assert.That(Encoding.Latin1.GetString(await ReadSharedAsync(file, cancellationToken)), Does.Not.Contain(Canary), file);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Limits_of_a_connection_bound_the_calls_that_it_makes_at_once(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        model.Otherwise = _ => FakeReply.Of("Fine.") with { BeforeHeaders = gate };
        using var created = await Client.PostAsJsonAsync(
            "api/v1/connections",
            new { name = "narrow", kind = "openai", baseUrl = model.BaseUrl, apiKey = "k", limits = new { callsAtOnce = 1, callsWaiting = 0, retries = 0 } },
            cancellationToken);
        using var wrong = await Client.PostAsJsonAsync(
            "api/v1/connections", new { name = "wrong", kind = "openai", limits = new { callsAtOnce = 0, firstTokenSeconds = -1 } }, cancellationToken);
        using var kept = await Client.PutAsJsonAsync("api/v1/connections/narrow", new { kind = "openai", baseUrl = model.BaseUrl }, cancellationToken);
        var flow = await Program.StoreAsync(
            """
            in: input.text {"name":"question"}
            model: model.chat {"connection":"narrow","model":"gpt-4o-mini"}
            out: output.text {"name":"answer"}
            in.text -> model.prompt
            model.text -> out.value
            """,
            cancellationToken);

        var first = Client.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        await model.WaitForRequestAsync(1, cancellationToken);
        using var second = await Client.RunAsync(flow, """{"inputs":{"question":"?"}}""", cancellationToken);
        gate.Open();
        using var answer = await first;

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That((await second.ProblemAsync(503, cancellationToken)).Code(), Is.EqualTo("model.busy"));
            Assert.That(second.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            Assert.That((await kept.JsonAsync(cancellationToken)).GetProperty("limits").GetProperty("callsAtOnce").GetInt32(), Is.EqualTo(1), "left out, it stays");
            Assert.That(
                (await wrong.ProblemAsync(422, cancellationToken)).GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("path").GetString()),
                Is.EqualTo(new[] { "$.limits.callsAtOnce", "$.limits.firstTokenSeconds" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-63")]
    public async Task A_database_is_a_connection_whose_password_is_kept_and_whose_test_says_why_it_fails(CancellationToken cancellationToken)
    {
        using var created = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"shop","kind":"postgresql","baseUrl":"postgres://reader@127.0.0.1:9/shop","apiKey":"fbcanary-secret"}"""), cancellationToken);
        using var withPassword = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"bad","kind":"postgresql","baseUrl":"postgresql://reader:secret@127.0.0.1/shop"}"""), cancellationToken);
        using var withModels = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"bad","kind":"postgresql","baseUrl":"postgresql://reader@127.0.0.1/shop","models":["m"]}"""), cancellationToken);
        using var asModel = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"bad","kind":"openai","baseUrl":"postgresql://reader@127.0.0.1/shop"}"""), cancellationToken);
        using var test = await Client.PostAsync("api/v1/connections/shop/test", null, cancellationToken);

        var item = await created.JsonAsync(cancellationToken);
        var result = await test.JsonAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(item.GetProperty("baseUrl").GetString(), Is.EqualTo("postgresql://reader@127.0.0.1:9/shop?sslmode=prefer"));
            Assert.That(item.GetRawText() + result.GetRawText(), Does.Not.Contain(Canary));
            foreach (var refused in new[] { withPassword, withModels, asModel })
                Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("connection.invalid"));
            Assert.That(result.GetProperty("ok").GetBoolean(), Is.False);
            Assert.That(result.GetProperty("code").GetString(), Is.EqualTo("table.unreachable"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Web_search_and_mail_servers_are_connections_too_and_their_tests_say_why_they_fail(CancellationToken cancellationToken)
    {
        using var search = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"web","kind":"searxng","baseUrl":"http://10.0.0.1/","apiKey":"fbcanary-secret"}"""), cancellationToken);
        using var mail = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"mail","kind":"smtp","baseUrl":"smtp://me%40example.com@127.0.0.1:9?tls=implicit","apiKey":"fbcanary-secret"}"""), cancellationToken);
        using var withPassword = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"bad","kind":"smtp","baseUrl":"smtp://me:secret@127.0.0.1:9"}"""), cancellationToken);
        using var withoutAddress = await Client.PostAsync("api/v1/connections", JsonOf("""{"name":"bad","kind":"searxng"}"""), cancellationToken);
        using var searchTest = await Client.PostAsync("api/v1/connections/web/test", null, cancellationToken);
        using var mailTest = await Client.PostAsync("api/v1/connections/mail/test", null, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await mail.JsonAsync(cancellationToken)).GetProperty("baseUrl").GetString(), Is.EqualTo("smtp://me%40example.com@127.0.0.1:9/?tls=implicit"));
            Assert.That((await searchTest.JsonAsync(cancellationToken)).GetProperty("code").GetString(), Is.EqualTo("http.address-refused"));
            Assert.That((await mailTest.JsonAsync(cancellationToken)).GetProperty("code").GetString(), Is.EqualTo("email.connection"));
            foreach (var refused in new[] { withPassword, withoutAddress })
                Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("connection.invalid"));
            foreach (var answer in new[] { search, mail, searchTest, mailTest })
                Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Not.Contain(Canary));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_second_connection_of_one_name_is_refused(CancellationToken cancellationToken)
    {
        using var first = await AddAsync("twice", cancellationToken);
        using var second = await AddAsync("twice", cancellationToken);

        Assert.That((await second.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("connection.exists"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_replacement_keeps_the_key_that_it_leaves_out(CancellationToken cancellationToken)
    {
        using var created = await AddAsync("replaced", cancellationToken);

        using var replaced = await PutAsync("replaced", """{"kind":"openai","baseUrl":"http://127.0.0.1:9/v2","models":["a","b"]}""", cancellationToken);
        var item = await replaced.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)replaced.StatusCode, Is.EqualTo(200));
            Assert.That(item.GetProperty("hasKey").GetBoolean(), Is.True);
            Assert.That(item.GetProperty("models").GetArrayLength(), Is.EqualTo(2));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-45")]
    public async Task A_key_is_not_carried_over_to_another_host(CancellationToken cancellationToken)
    {
        using var created = await AddAsync("moved", cancellationToken);

        using var refused = await PutAsync("moved", """{"kind":"openai","baseUrl":"http://127.0.0.1:10/v1"}""", cancellationToken);

        Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("connection.key-needed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_removed_connection_is_gone(CancellationToken cancellationToken)
    {
        using var created = await AddAsync("removed", cancellationToken);

        using var deleted = await Client.DeleteAsync("api/v1/connections/removed", cancellationToken);
        using var read = await Client.GetAsync("api/v1/connections/removed", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)deleted.StatusCode, Is.EqualTo(204));
            Assert.That((await read.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("connection.not-found"));
        }
    }

    [TestCase("""{"name":"Bad Name","kind":"openai"}""", "$.name")]
    [TestCase("""{"kind":"openai"}""", "$.name")]
    [TestCase("""{"name":"x","kind":"shell"}""", "$.kind")]
    [TestCase("""{"name":"x","kind":"openai","baseUrl":"file:///etc/passwd"}""", "$.baseUrl")]
    [TestCase("""{"name":"x","kind":"openai","baseUrl":"http://user:pw@host/"}""", "$.baseUrl")]
    [TestCase("""{"name":"x","kind":"openai","baseUrl":"nonsense"}""", "$.baseUrl")]
    [TestCase("""{"name":"x","kind":"openai","apiKey":""}""", "$.apiKey")]
    [TestCase("""{"name":"x","kind":"openai","models":[""]}""", "$.models")]
    [TestCase("""{"name":"x","kind":"openai","fallback":"x"}""", "$.fallback")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_connection_that_cannot_be_is_refused_with_the_place(string body, string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostTextAsync("api/v1/connections", body, cancellationToken);
        var problem = await answer.ProblemAsync(422, cancellationToken);

        Assert.That(problem.GetProperty("problems").EnumerateArray().Select(item => item.GetProperty("path").GetString()), Does.Contain(path));
    }

    [TestCase("GET", "")]
    [TestCase("DELETE", "")]
    [TestCase("POST", "/test")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_connection_that_is_not_there_is_not_found(string method, string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"api/v1/connections/none{path}"), cancellationToken);

        Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("connection.not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_test_asks_the_provider(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.ApiKey = Canary;
        model.Models = ["fake-1", "fake-2"];
        using var created = await Client.PostTextAsync(
            "api/v1/connections", $$"""{"name":"tested","kind":"openai","baseUrl":"{{model.BaseUrl}}","apiKey":"{{Canary}}"}""", cancellationToken);

        using var answer = await Client.PostAsync("api/v1/connections/tested/test", null, cancellationToken);
        var result = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(result.GetProperty("models").EnumerateArray().Select(name => name.GetString()), Is.EquivalentTo(new[] { "fake-1", "fake-2" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-66")]
    public async Task A_test_that_fails_says_why_and_hides_the_key(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.ApiKey = "another";
        model.Models = ["fake-1"];
        using var korean = Program.Client("ko");
        using var created = await Client.PostTextAsync(
            "api/v1/connections", $$"""{"name":"refused","kind":"openai","baseUrl":"{{model.BaseUrl}}","apiKey":"{{Canary}}"}""", cancellationToken);

        using var answer = await korean.PostAsync("api/v1/connections/refused/test", null, cancellationToken);
        var result = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("ok").GetBoolean(), Is.False);
            Assert.That(result.GetProperty("message").GetString(), Does.Match("[가-힣]"));
            Assert.That(result.GetRawText(), Does.Not.Contain(Canary));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Connections_of_the_configuration_are_there_at_start(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new()
        {
            ["Connections:mine:Kind"] = "openai",
            ["Connections:mine:BaseUrl"] = "http://127.0.0.1:9/v1",
            ["Connections:mine:ApiKey"] = Canary,
            ["Connections:mine:Models:0"] = "first",
        });
        using var client = program.Client();

        var item = await (await client.GetAsync("api/v1/connections/mine", cancellationToken)).JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(item.GetProperty("hasKey").GetBoolean(), Is.True);
            Assert.That(item.GetProperty("models")[0].GetString(), Is.EqualTo("first"));
        }
    }

    private Task<HttpResponseMessage> AddAsync(string name, CancellationToken cancellationToken) => Client.PostTextAsync(
        "api/v1/connections",
        $$"""{"name":"{{name}}","kind":"openai","baseUrl":"http://127.0.0.1:9/v1","apiKey":"{{Canary}}","models":["m"]}""",
        cancellationToken);

    private Task<HttpResponseMessage> PutAsync(string name, string body, CancellationToken cancellationToken) =>
        Client.PutAsync($"api/v1/connections/{name}", new StringContent(body, Encoding.UTF8, "application/json"), cancellationToken);

    private static async Task<byte[]> ReadSharedAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }

    private static StringContent JsonOf(string json) => new(json, Encoding.UTF8, "application/json");
}
