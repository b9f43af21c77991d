using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Api;

[Parallelizable(ParallelScope.All)]
public sealed class ToolServersApiTests : OneProgram
{
    private const string Canary = "fbcanary-tool-secret";

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-63")]
    public async Task A_server_is_kept_and_its_secrets_never_shown(CancellationToken cancellationToken)
    {
        using var created = await PostAsync("""{"name":"kept","kind":"http","address":"https://tools.example.com/mcp","secrets":{"Authorization":"Bearer fbcanary-tool-secret"}}""", cancellationToken);
        using var read = await Client.GetAsync(created.Headers.Location, cancellationToken);
        using var list = await Client.GetAsync("api/v1/tool-servers", cancellationToken);
        using var replaced = await PutAsync("kept", """{"kind":"http","address":"https://tools.example.com/other","secrets":{"Authorization":null,"X-New":"n"}}""", cancellationToken);
        var item = await read.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)created.StatusCode, Is.EqualTo(201));
            Assert.That(created.Headers.Location!.OriginalString, Is.EqualTo("/api/v1/tool-servers/kept"));
            Assert.That(item.GetProperty("kind").GetString(), Is.EqualTo("http"));
            Assert.That(item.GetProperty("secrets")[0].GetString(), Is.EqualTo("Authorization"));
            Assert.That((await replaced.JsonAsync(cancellationToken)).GetProperty("secrets").GetArrayLength(), Is.EqualTo(2));
            foreach (var answer in new[] { created, read, list, replaced })
                Assert.That(await answer.Content.ReadAsStringAsync(cancellationToken), Does.Not.Contain(Canary));
            foreach (var file in Directory.EnumerateFiles(Program.DataFolder, "flowbuilder.db*"))
            {
                await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var content = new StreamReader(stream, Encoding.Latin1);
                Assert.That(await content.ReadToEndAsync(cancellationToken), Does.Not.Contain(Canary), file);
            }
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-45")]
    public async Task A_kept_secret_does_not_follow_to_another_place(CancellationToken cancellationToken)
    {
        using var created = await PostAsync("""{"name":"moved","kind":"http","address":"https://tools.example.com/mcp","secrets":{"X-Key":"k"}}""", cancellationToken);
        using var elsewhere = await PutAsync("moved", """{"kind":"http","address":"https://evil.example.com/mcp"}""", cancellationToken);
        using var asProgram = await PutAsync("moved", """{"kind":"command","command":"/bin/cat","secrets":{"X_Key":"new"}}""", cancellationToken);

        Assert.That((await elsewhere.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("tool-server.secret-needed"));
        Assert.That((int)asProgram.StatusCode, Is.EqualTo(200));
    }

    [TestCase("""{"name":"Bad Name","kind":"http","address":"https://a.example/mcp"}""")]
    [TestCase("""{"name":"bad","kind":"http","address":"file:///etc/passwd"}""")]
    [TestCase("""{"name":"bad","kind":"http","address":"https://user:pass@a.example/mcp"}""")]
    [TestCase("""{"name":"bad","kind":"http","address":"https://a.example/mcp","secrets":{"Bad Header":"x"}}""")]
    [TestCase("""{"name":"bad","kind":"http","address":"https://a.example/mcp","secrets":{"X-A":"x\r\nX-B: y"}}""")]
    [TestCase("""{"name":"bad","kind":"command","command":""}""")]
    [TestCase("""{"name":"bad","kind":"command","command":"cat","arguments":["a\nb"]}""")]
    [TestCase("""{"name":"bad","kind":"command","command":"cat","secrets":{"A=B":"x"}}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_wrong_description_is_refused(string body, CancellationToken cancellationToken)
    {
        using var refused = await PostAsync(body, cancellationToken);

        Assert.That((await refused.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("tool-server.invalid"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43")]
    public async Task A_test_says_why_a_server_is_not_reached_and_goes_through_the_guard(CancellationToken cancellationToken)
    {
        using var created = await PostAsync("""{"name":"inside","kind":"http","address":"http://10.0.0.1/mcp"}""", cancellationToken);
        using var test = await Client.PostAsync("api/v1/tool-servers/inside/test", null, cancellationToken);
        using var missing = await Client.PostAsync("api/v1/tool-servers/nowhere/test", null, cancellationToken);

        var result = await test.JsonAsync(cancellationToken);
        Assert.That((result.GetProperty("ok").GetBoolean(), result.GetProperty("code").GetString()), Is.EqualTo((false, "http.address-refused")));
        Assert.That((await missing.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("tool-server.not-found"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_removed_server_is_gone_and_a_second_of_one_name_refused(CancellationToken cancellationToken)
    {
        const string Body = """{"name":"twice","kind":"http","address":"https://tools.example.com/mcp"}""";
        using var first = await PostAsync(Body, cancellationToken);
        using var second = await PostAsync(Body, cancellationToken);
        using var removed = await Client.DeleteAsync("api/v1/tool-servers/twice", cancellationToken);
        using var again = await Client.DeleteAsync("api/v1/tool-servers/twice", cancellationToken);

        Assert.That((await second.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("tool-server.exists"));
        Assert.That(((int)removed.StatusCode, (int)again.StatusCode), Is.EqualTo((204, 404)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-3", "SEC-5")]
    public async Task A_flow_file_can_name_a_server_and_never_describe_one(CancellationToken cancellationToken)
    {
        const string Flow = """{"format":"flowbuilder/1","name":"f","nodes":[{"id":"m","type":"tool.mcp","settings":{"server":"smuggled","command":"/bin/sh","arguments":"-c id","kind":"command"}}],"edges":[]}""";
        using var stored = await Client.PostAsync("api/v1/flows", Json(Flow), cancellationToken);
        using var servers = await Client.GetAsync("api/v1/tool-servers", cancellationToken);
        using var run = await Client.PostAsync($"api/v1/flows/{(await stored.JsonAsync(cancellationToken)).GetProperty("id").GetString()}/runs?wait=30", Json("{}"), cancellationToken);

        Assert.That(await servers.Content.ReadAsStringAsync(cancellationToken), Does.Not.Contain("smuggled"));
        Assert.That((await run.Content.ReadAsStringAsync(cancellationToken)).Contains("/bin/sh", StringComparison.Ordinal), Is.False);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> PostAsync(string body, CancellationToken cancellationToken) =>
        Client.PostAsync("api/v1/tool-servers", Json(body), cancellationToken);

    private Task<HttpResponseMessage> PutAsync(string name, string body, CancellationToken cancellationToken) =>
        Client.PutAsync($"api/v1/tool-servers/{name}", Json(body), cancellationToken);
}
