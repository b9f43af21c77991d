using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookTests
{
    private const string Issue = """{"action":"opened","issue":{"number":7,"title":"It is broken","labels":[{"name":"bug"}]}}""";

    private const string Triage = """
        title: input.text {"name":"title"}
        number: input.number {"name":"number"}
        label: input.text {"name":"label","required":false}
        event: input.text {"name":"event","required":false}
        prompt: prompt.template {"template":"{{event}} {{number}} {{title}} {{label}}"}
        answer: output.text {"name":"answer"}
        title.text -> prompt.title
        number.value -> prompt.number
        label.text -> prompt.label
        event.text -> prompt.event
        prompt.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_signed_delivery_runs_the_published_version_and_the_same_one_only_once(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        await program.RedrawAsync(client, flow, Drawings.Says("a draft that nobody published"), cancellationToken);

        using var first = await client.DeliverAsync(hook, """{"order":1}""", cancellationToken);
        using var again = await client.DeliverAsync(hook, """{"order":1}""", cancellationToken);
        using var other = await client.DeliverAsync(hook, """{"order":2}""", cancellationToken, "msg_2");

        Assert.That(new[] { first, again, other }.Select(answer => (int)answer.StatusCode), Has.All.EqualTo(202));
        var run = (await first.JsonAsync(cancellationToken)).Text("runId");
        Assert.That((await again.JsonAsync(cancellationToken)).Text("runId"), Is.EqualTo(run));
        Assert.That((await other.JsonAsync(cancellationToken)).Text("runId"), Is.Not.EqualTo(run));
        var key = await client.MakeKeyAsync(cancellationToken);
        using var result = await EndAsync(client, $"api/v1/endpoints/echo/runs/{run}", key, cancellationToken);
        Assert.That((await result.JsonAsync(cancellationToken)).GetProperty("outputs").Text("answer"), Is.EqualTo("""{"order":1}"""));

        var calls = await client.HookCallsAsync("echo", hook, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls.Select(call => call.Text("deliveryId")), Is.EqualTo(new[] { "msg_2", "msg_1", "msg_1" }));
            Assert.That(calls.Select(call => call.GetProperty("isRepeat").GetBoolean()), Is.EqualTo(new[] { false, true, false }));
            Assert.That(calls[2].Text("runId"), Is.EqualTo(run));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_signed_rightly_is_refused_alike_and_only_the_owner_sees_why(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();

        var refused = new List<string>();
        foreach (var send in new Func<Task<HttpResponseMessage>>[]
                 {
                     () => client.DeliverAsync(hook, "{}", cancellationToken, secret: WebhookSecret.New().Reveal()),
                     () => client.DeliverAsync(hook, "{}", cancellationToken, time: now - TimeSpan.FromMinutes(6)),
                     () => client.DeliverAsync(hook, "{}", cancellationToken, time: now + TimeSpan.FromMinutes(6)),
                     () => client.DeliverRawAsync(hook, "{}", cancellationToken),
                 })
        {
            using var answer = await send();
            refused.Add((await answer.ProblemAsync(401, cancellationToken)).ToString());
        }

        var calls = await client.HookCallsAsync("echo", hook, cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.Distinct().ToList(), Has.Count.EqualTo(1), "an attacker learns nothing of what was wrong");
            Assert.That(calls.Take(4).Select(call => call.Text("problem")), Is.EqualTo(new[]
            {
                "The header webhook-signature is missing.",
                "The time in webhook-timestamp is more than 5 minutes away from now: an old delivery, or a clock that is wrong.",
                "The time in webhook-timestamp is more than 5 minutes away from now: an old delivery, or a clock that is wrong.",
                "The signature does not match: another secret, or the body was changed on the way.",
            }));
            Assert.That(calls.Take(4).Select(call => call.TryGetProperty("runId", out _)), Has.All.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_former_secret_is_taken_for_a_day_after_a_new_one_was_made(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var program = new TestProgram(time: time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        using var rotated = await client.PostAsJsonAsync($"api/v1/endpoints/echo/hooks/{hook.Text("id")}/rotate", new { }, cancellationToken);
        var next = await rotated.JsonAsync(cancellationToken);

        async Task<int> StatusAsync(JsonElement with, string id)
        {
            using var answer = await client.DeliverAsync(with, "{}", cancellationToken, id, time: time.GetUtcNow());
            return (int)answer.StatusCode;
        }

        var statuses = new List<int> { await StatusAsync(hook, "a"), await StatusAsync(next, "b") };
        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        statuses.AddRange([await StatusAsync(hook, "c"), await StatusAsync(next, "d")]);
        time.Advance(TimeSpan.FromSeconds(1));
        statuses.AddRange([await StatusAsync(hook, "e"), await StatusAsync(next, "f")]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Is.EqualTo(new[] { 202, 202, 202, 202, 401, 202 }));
            Assert.That(next.Text("address"), Is.EqualTo(hook.Text("address")));
            Assert.That(next.Text("secret"), Is.Not.EqualTo(hook.Text("secret")));
            Assert.That(next.GetProperty("formerSecretUntil").GetDateTimeOffset(), Is.EqualTo(time.GetUtcNow()));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task GitHub_is_greeted_and_its_events_are_picked_apart_and_waited_for(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Triage, "triage", cancellationToken);
        var hook = await client.MakeHookAsync("triage", new
        {
            name = "GitHub",
            signature = "gitHub",
            answer = "outputs",
            secret = "It's a Secret to Everybody",
            inputs = new Dictionary<string, string>
            {
                ["title"] = "issue.title",
                ["number"] = "$.issue.number",
                ["label"] = "issue.labels.0.name",
                ["event"] = "headers.x-github-event",
            },
        }, cancellationToken);
        (string, string) Signed(string body) => ("X-Hub-Signature-256", $"sha256={HexSignature.Of(new Secret("It's a Secret to Everybody"), Encoding.UTF8.GetBytes(body))}");

        using var ping = await client.DeliverRawAsync(hook, """{"zen":"Keep it simple"}""", cancellationToken, Signed("""{"zen":"Keep it simple"}"""), ("X-GitHub-Event", "ping"));
        using var opened = await client.DeliverRawAsync(hook, Issue, cancellationToken, Signed(Issue), ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", "72d3162e"));
        var form = $"payload={Uri.EscapeDataString(Issue)}";
        using var asForm = await client.DeliverRawAsync(hook, new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"), cancellationToken, Signed(form), ("X-GitHub-Event", "issues"));
        using var misses = await client.DeliverRawAsync(hook, """{"issue":{"title":"?"}}""", cancellationToken, Signed("""{"issue":{"title":"?"}}"""), ("X-GitHub-Event", "issues"));
        using var forged = await client.DeliverRawAsync(hook, Issue.Replace('7', '8'), cancellationToken, Signed(Issue));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)ping.StatusCode, Is.EqualTo(200));
            Assert.That(OutputOf(await opened.JsonAsync(cancellationToken)), Is.EqualTo("issues 7 It is broken bug"));
            Assert.That(OutputOf(await asForm.JsonAsync(cancellationToken)), Is.EqualTo("issues 7 It is broken bug"));
            Assert.That((await misses.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("run.bad-inputs"));
            Assert.That((int)forged.StatusCode, Is.EqualTo(401));
        }

        var calls = await client.HookCallsAsync("triage", hook, cancellationToken);
        Assert.That(calls.Select(call => call.GetProperty("status").GetInt32()), Is.EqualTo(new[] { 401, 422, 200, 200, 200 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Other_signatures_are_known_each_in_its_own_way(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var plain = await client.MakeHookAsync("echo", new { name = "Plain", signature = "plain", header = "X-Mine", answer = "outputs" }, cancellationToken);
        var slack = await client.MakeHookAsync("echo", new { name = "Slack", signature = "slack", answer = "outputs", secret = "8f742231b10e8888abcd99yyyzzz85a5" }, cancellationToken);
        var open = await client.MakeHookAsync("echo", new { name = "Open", signature = "none", answer = "outputs" }, cancellationToken);
        const string challenge = """{"type":"url_verification","challenge":"3eZbrw1a"}""";
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var slackSignature = $"v0={HexSignature.Of(new Secret("8f742231b10e8888abcd99yyyzzz85a5"), HexSignature.SlackContent(now, Encoding.UTF8.GetBytes(challenge)))}";

        using var mine = await client.DeliverRawAsync(plain, "{}", cancellationToken, ("x-mine", HexSignature.Of(new Secret(plain.Text("secret")), "{}"u8)));
        using var elsewhere = await client.DeliverRawAsync(plain, "{}", cancellationToken, ("x-webhook-signature", HexSignature.Of(new Secret(plain.Text("secret")), "{}"u8)));
        using var greeted = await client.DeliverRawAsync(slack, challenge, cancellationToken, ("X-Slack-Signature", slackSignature), ("X-Slack-Request-Timestamp", now));
        using var unsigned = await client.DeliverRawAsync(open, new StringContent("just a text", Encoding.UTF8, "text/plain"), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(OutputOf(await mine.JsonAsync(cancellationToken)), Is.EqualTo("{}"));
            Assert.That((int)elsewhere.StatusCode, Is.EqualTo(401));
            Assert.That((await greeted.JsonAsync(cancellationToken)).Text("challenge"), Is.EqualTo("3eZbrw1a"));
            Assert.That(OutputOf(await unsigned.JsonAsync(cancellationToken)), Is.EqualTo("just a text"));
            Assert.That(open.TryGetProperty("secret", out _), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_switched_off_gone_or_of_another_endpoint_is_not_there(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        await program.PublishAsync(client, Drawings.Echo, "other", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        var path = $"api/v1/endpoints/echo/hooks/{hook.Text("id")}";
        var gone = new List<(string, int)>();

        async Task DeliverAsync(string what)
        {
            using var answer = await client.DeliverAsync(hook, "{}", cancellationToken);
            gone.Add((what, (int)answer.StatusCode));
        }

        foreach (var (method, other) in new[] { ("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/rotate"), ("GET", "/calls") })
        {
            using var answer = await client.SendAsync(
                new HttpRequestMessage(new HttpMethod(method), path.Replace("/echo/", "/other/", StringComparison.Ordinal) + other)
                {
                    Content = method == "GET" ? null : JsonContent.Create(new { }),
                },
                cancellationToken);
            Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("webhook.not-found"), $"{method} {other}");
        }

        await client.PutAsJsonAsync(path, new { isEnabled = false }, cancellationToken);
        await DeliverAsync("off");
        await client.PutAsJsonAsync(path, new { isEnabled = true }, cancellationToken);
        await DeliverAsync("on");
        await client.ChangeEndpointAsync("echo", new { isEnabled = false }, cancellationToken);
        await DeliverAsync("endpoint off");
        await client.ChangeEndpointAsync("echo", new { isEnabled = true, slug = "renamed" }, cancellationToken);
        await DeliverAsync("renamed");
        await client.DeleteAsync("api/v1/endpoints/renamed", cancellationToken);
        await DeliverAsync("endpoint deleted");

        Assert.That(gone, Is.EqualTo(new[] { ("off", 404), ("on", 202), ("endpoint off", 404), ("renamed", 202), ("endpoint deleted", 404) }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_cannot_be_read_or_is_too_much_is_refused(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram(new() { ["Limits:HookBytes"] = "2048" });
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Open", signature = "none", requestsPerMinute = 5 }, cancellationToken);
        var large = JsonSerializer.Serialize(new string('x', 3000));

        using var tooLarge = await client.DeliverRawAsync(hook, large, cancellationToken);
        using var malformed = await client.DeliverRawAsync(hook, "{", cancellationToken);
        using var form = await client.DeliverRawAsync(hook, new MultipartFormDataContent { { new StringContent("/etc/passwd"), "file" } }, cancellationToken);
        using var longId = await client.DeliverRawAsync(hook, "{}", cancellationToken, ("webhook-id", new string('x', 201)));
        using var fine = await client.DeliverRawAsync(hook, "{}", cancellationToken);
        using var tooMany = await client.DeliverRawAsync(hook, "{}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)tooLarge.StatusCode, Is.EqualTo(413));
            Assert.That((await malformed.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.malformed"));
            Assert.That((await form.ProblemAsync(415, cancellationToken)).Code(), Is.EqualTo("webhook.bad-content-type"));
            Assert.That((await longId.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("webhook.bad-id"));
            Assert.That((int)fine.StatusCode, Is.EqualTo(202));
            Assert.That((await tooMany.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("calls.too-many"));
            Assert.That(tooMany.Headers.RetryAfter, Is.Not.Null);
        }
    }

    [TestCase("""{"name":""}""", "name")]
    [TestCase("""{"name":"x","signature":"standard","secret":"too short"}""", "secret")]
    [TestCase("""{"name":"x","signature":"none","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""", "secret")]
    [TestCase("""{"name":"x","signature":"plain","header":"not a header"}""", "header")]
    [TestCase("""{"name":"x","requestsPerMinute":0}""", "requestsPerMinute")]
    [TestCase("""{"name":"x","inputs":{"nothing":"$"}}""", "inputs")]
    [TestCase("""{"name":"x","inputs":{"question":"a..b"}}""", "inputs")]
    [TestCase("""{"name":"x","inputs":{"question":"headers.Authorization"}}""", "inputs")]
    [TestCase("""{"name":"x","signature":"plain","header":"X-Mine","inputs":{"question":"headers.x-mine"}}""", "inputs")]
    [TestCase("""{"name":"x","session":"headers.cookie"}""", "inputs")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_webhook_that_cannot_work_is_not_made(string body, string member, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);

        using var answer = await client.PostTextAsync("api/v1/endpoints/echo/hooks", body, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        Assert.That(problem.Code(), Is.EqualTo("webhook.invalid"));
        Assert.That(problem.GetProperty("problems")[0].Text("path"), Is.EqualTo($"$.{member}"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_of_several_inputs_needs_to_be_told_where_each_is(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Triage, "triage", cancellationToken);

        using var whole = await client.PostTextAsync("api/v1/endpoints/triage/hooks", """{"name":"x"}""", cancellationToken);
        using var some = await client.PostTextAsync("api/v1/endpoints/triage/hooks", """{"name":"x","inputs":{"title":"t"}}""", cancellationToken);

        Assert.That((await whole.ProblemAsync(422, cancellationToken)).Text("detail"), Does.Contain("title, number, label, event"));
        Assert.That((await some.ProblemAsync(422, cancellationToken)).Text("detail"), Does.Contain("\"number\" is required"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-62", "SEC-63")]
    public async Task A_secret_is_told_once_and_is_in_no_answer_after_and_not_in_the_data_folder(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        var secret = hook.Text("secret");
        using var delivered = await client.DeliverAsync(hook, "{}", cancellationToken);
        using var refused = await client.DeliverAsync(hook, "{}", cancellationToken, secret: WebhookSecret.New().Reveal());
        var path = $"api/v1/endpoints/echo/hooks";
        var run = (await delivered.JsonAsync(cancellationToken)).Text("runId");

        var answers = new StringBuilder();
        foreach (var address in new[] { path, $"{path}/{hook.Text("id")}", $"{path}/{hook.Text("id")}/calls", $"api/v1/runs/{run}", "api/v1/endpoints/echo" })
            answers.AppendLine(await client.GetStringAsync(address, cancellationToken));
        answers.AppendLine(await refused.Content.ReadAsStringAsync(cancellationToken));
        var stored = Directory.EnumerateFiles(program.DataFolder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.ToString(), Does.Not.Contain(secret).And.Not.Contain("whsec_"));
            Assert.That(stored.Any(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-62")]
    public async Task Secrets_are_in_no_line_of_the_log_however_much_is_logged(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(new(receiver.Allowed) { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace" });
        using var client = program.Client();
        using var log = new LogLines();
        program.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var hook = await client.MakeHookAsync("echo", new { name = "Shop" }, cancellationToken);
        using var made = await client.PostAsJsonAsync("api/v1/endpoints/echo/targets", new { url = receiver.Address }, cancellationToken);
        var target = await made.JsonAsync(cancellationToken);
        receiver.Answer(500);

        using var delivered = await client.DeliverAsync(hook, "{}", cancellationToken);
        using var refused = await client.DeliverRawAsync(hook, "{}", cancellationToken);
        await receiver.NextAsync(cancellationToken);
        using var tested = await client.PostAsync($"api/v1/endpoints/echo/targets/{target.Text("id")}/test", null, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Text, Does.Contain("api/v1/hooks/"), "everything is logged that could be");
            Assert.That(log.Text, Does.Not.Contain(hook.Text("secret")[6..]).And.Not.Contain(target.Text("secret")[6..]).And.Not.Contain("whsec_"));
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    }

    private static string OutputOf(JsonElement answer) => answer.GetProperty("outputs").Text("answer");

    private static async Task<HttpResponseMessage> EndAsync(HttpClient client, string path, string key, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Reading its events to their end is how one waits for a run.
            using var events = await client.AskAsync(HttpMethod.Get, $"{path}/events", key, cancellationToken);
            await events.Content.ReadAsStringAsync(cancellationToken);
            var answer = await client.AskAsync(HttpMethod.Get, path, key, cancellationToken);
            if ((int)answer.StatusCode != 202) return answer;
            answer.Dispose();
        }
    }
}
