using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryTests
{
    private const string Ask = """{"inputs":{"question":"how?"},"session":"s-1"}""";

    // Fails when it is asked without a number.
    private const string Picky = """
        question: input.json {"name":"question"}
        pick: transform.json {"path":"n"}
        answer: output.json {"name":"answer"}
        question.value -> pick.value
        pick.json -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_ended_is_told_once_signed_and_as_a_caller_hears_it(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);

        using var call = await client.CallAsync("echo", Ask, key, cancellationToken);
        var answer = await call.JsonAsync(cancellationToken);
        var told = await receiver.NextAsync(cancellationToken);
        var delivery = await EndedAsync(client, "echo", target, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((told.Method, told.Path), Is.EqualTo(("POST", "/hook")));
            Assert.That(told.Headers["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(told.IsSignedWith(target.Text("secret")), Is.True);
            Assert.That(told.Json.Text("type"), Is.EqualTo("run.completed"));
            Assert.That(told.Json.Text("slug"), Is.EqualTo("echo"));
            Assert.That(told.Json.GetProperty("version").GetInt32(), Is.EqualTo(1));
            Assert.That(told.Json.Text("session"), Is.EqualTo("s-1"));
            foreach (var member in answer.EnumerateObject())
                Assert.That(JsonElement.DeepEquals(told.Json.GetProperty(member.Name), member.Value), Is.True, member.Name);
            Assert.That(delivery.Text("state"), Is.EqualTo("delivered"));
            Assert.That(delivery.Text("id"), Is.EqualTo(told.Id));
            Assert.That(delivery.GetProperty("lastStatus").GetInt32(), Is.EqualTo(204));
            Assert.That(receiver.Waiting, Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-39")]
    public async Task A_run_is_told_that_is_in_the_outbox_before_its_end_is_shown(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed, services: LateArchive.By(TimeSpan.FromSeconds(1)));
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);

        using var call = await client.CallAsync("echo", Ask, key, cancellationToken);
        var told = await receiver.NextAsync(cancellationToken);
        var delivery = await EndedAsync(client, "echo", target, cancellationToken);

        Assert.That((told.Json.Text("type"), delivery.Text("state")), Is.EqualTo(("run.completed", "delivered")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Only_the_events_and_runs_that_were_asked_for_are_told(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed);
        using var client = program.Client();
        await program.PublishAsync(client, Picky, "picky", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var failures = await MakeAsync(client, "picky", new { url = receiver.Address, events = new[] { "failed" } }, cancellationToken);
        var unattended = await MakeAsync(client, "picky", new { url = receiver.Address, events = new[] { "completed" }, runs = "unattended" }, cancellationToken);
        var hook = await client.MakeHookAsync("picky", new { name = "Open", signature = "none" }, cancellationToken);

        using var awaited = await client.CallAsync("picky", """{"inputs":{"question":{"n":1}}}""", key, cancellationToken);
        using var failed = await client.CallAsync("picky", """{"inputs":{"question":{}}}""", key, cancellationToken);
        var first = await receiver.NextAsync(cancellationToken);
        using var later = await client.CallAsync("picky", """{"inputs":{"question":{"n":2}}}""", key, cancellationToken, headers: ("Prefer", "respond-async"));
        var second = await receiver.NextAsync(cancellationToken);
        using var hooked = await client.DeliverRawAsync(hook, """{"n":3}""", cancellationToken);
        var third = await receiver.NextAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)awaited.StatusCode, Is.EqualTo(200));
            Assert.That((int)failed.StatusCode, Is.EqualTo(422));
            Assert.That(first.Json.Text("type"), Is.EqualTo("run.failed"));
            Assert.That(first.Json.Text("status"), Is.EqualTo("failed"));
            Assert.That(first.Json.GetProperty("problem").Text("code"), Is.EqualTo((await failed.JsonAsync(cancellationToken)).Text("code")));
            Assert.That(first.Json.TryGetProperty("outputs", out _), Is.False);
            Assert.That(first.IsSignedWith(failures.Text("secret")), Is.True);
            Assert.That(second.Json.GetProperty("outputs").GetProperty("answer").GetInt32(), Is.EqualTo(2));
            Assert.That(second.IsSignedWith(unattended.Text("secret")), Is.True);
            Assert.That(third.Json.GetProperty("outputs").GetProperty("answer").GetInt32(), Is.EqualTo(3));
            Assert.That(receiver.Waiting, Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_taken_is_tried_again_later_with_the_same_id_until_it_is(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed, time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);
        receiver.Answer(500);
        receiver.Answer(503, ("Retry-After", "50"));
        receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        using var call = await client.CallAsync("echo", Ask, key, cancellationToken);
        var first = await receiver.NextAsync(cancellationToken);
        await time.WaitForTimerAsync(wait => wait >= TimeSpan.FromSeconds(4) && wait <= TimeSpan.FromSeconds(6), cancellationToken);
        var failing = (await client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/echo/targets/{target.Text("id")}", cancellationToken)).TryGetProperty("failingSince", out _);
        time.Advance(TimeSpan.FromSeconds(6));
        var second = await receiver.NextAsync(cancellationToken);
        await time.WaitForTimerAsync(wait => wait >= TimeSpan.FromSeconds(45) && wait <= TimeSpan.FromSeconds(50), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(50));
        var third = await receiver.NextAsync(cancellationToken);
        time.Advance(TimeSpan.FromSeconds(20));
        var slow = await WaitingAsync(client, "echo", target, attempts: 3, cancellationToken);
        time.AdvanceTo(slow);
        var fourth = await receiver.NextAsync(cancellationToken);
        var delivered = await EndedAsync(client, "echo", target, cancellationToken);
        var found = await client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/echo/targets/{target.Text("id")}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { second.Id, third.Id, fourth.Id }, Has.All.EqualTo(first.Id));
            Assert.That(fourth.Body, Is.EqualTo(first.Body), "what was tried again is what was tried");
            Assert.That(fourth.IsSignedWith(target.Text("secret")), Is.True);
            Assert.That(failing, Is.True);
            Assert.That(slow.Text("problem"), Does.Contain("did not answer within 20 seconds"));
            Assert.That(delivered.GetProperty("attempts").GetInt32(), Is.EqualTo(4));
            Assert.That(delivered.TryGetProperty("problem", out _), Is.False);
            Assert.That(found.TryGetProperty("failingSince", out _), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task After_the_last_attempt_it_is_given_up_and_can_be_sent_again_by_hand(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed, time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);
        for (var attempt = 0; attempt < 10; attempt++) receiver.Answer(500);

        using var call = await client.CallAsync("echo", Ask, key, cancellationToken);
        var ids = new HashSet<string>();
        for (var attempt = 1; attempt < 10; attempt++)
        {
            ids.Add((await receiver.NextAsync(cancellationToken)).Id);
            time.AdvanceTo(await WaitingAsync(client, "echo", target, attempt, cancellationToken));
        }

        ids.Add((await receiver.NextAsync(cancellationToken)).Id);
        var given = await EndedAsync(client, "echo", target, cancellationToken);
        using var repeat = await client.PostAsync($"api/v1/endpoints/echo/targets/{target.Text("id")}/deliveries/{given.Text("id")}/repeat", null, cancellationToken);
        ids.Add((await receiver.NextAsync(cancellationToken)).Id);
        var again = await EndedAsync(client, "echo", target, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(given.Text("state"), Is.EqualTo("givenUp"));
            Assert.That(given.GetProperty("attempts").GetInt32(), Is.EqualTo(10));
            Assert.That(given.Text("problem"), Is.EqualTo("The target answered with status 500."));
            Assert.That((int)repeat.StatusCode, Is.EqualTo(202));
            Assert.That(again.Text("state"), Is.EqualTo("delivered"));
            Assert.That(ids, Has.Count.EqualTo(1));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_waits_survives_the_program(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("flowbuilder-web-");
        await using var receiver = await Receiver.StartAsync();
        JsonElement target;
        Received first;
        await using (var program = new TestProgram(receiver.Allowed, data: folder.FullName))
        {
            using var client = program.Client();
            await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
            target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);

            // The program ends while the target still thinks about it.
            receiver.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
            using var call = await client.CallAsync("echo", Ask, await client.MakeKeyAsync(cancellationToken), cancellationToken);
            first = await receiver.NextAsync(cancellationToken);
        }

        await using (var program = new TestProgram(receiver.Allowed, data: folder.FullName))
        {
            using var client = program.Client();
            var second = await receiver.NextAsync(cancellationToken);
            var delivered = await EndedAsync(client, "echo", target, cancellationToken);

            using (Assert.EnterMultipleScope())
            {
                Assert.That(second.Id, Is.EqualTo(first.Id));
                Assert.That(second.Body, Is.EqualTo(first.Body));
                Assert.That(second.IsSignedWith(target.Text("secret")), Is.True);
                Assert.That(delivered.Text("state"), Is.EqualTo("delivered"));
            }
        }

        folder.Delete(recursive: true);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43", "SEC-41")]
    public async Task Addresses_inside_are_refused_and_redirects_are_not_followed(CancellationToken cancellationToken)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var other = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        receiver.Answer(307, ("Location", other.Address.ToString()));
        receiver.Answer(410);

        var outcomes = new List<(string State, string? Problem)>();
        foreach (var url in new[]
                 {
                     other.Address.ToString(), $"http://localhost:{other.Address.Port}/", $"http://[::ffff:127.0.0.1]:{other.Address.Port}/",
                     "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", receiver.Address.ToString(), receiver.Address.ToString(),
                 })
        {
            var target = await MakeAsync(client, "echo", new { url }, cancellationToken);
            using var test = await client.PostAsync($"api/v1/endpoints/echo/targets/{target.Text("id")}/test", null, cancellationToken);
            var tried = await test.JsonAsync(cancellationToken);
            outcomes.Add((tried.Text("state"), tried.Text("problem")));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcomes.Select(outcome => outcome.State), Has.All.EqualTo("givenUp"));
            Assert.That(outcomes.Take(5).Select(outcome => outcome.Problem), Has.All.Contains("are not allowed"));
            Assert.That(outcomes[5].Problem, Does.Contain("redirect (307)"));
            Assert.That(outcomes[6].Problem, Does.Contain("gone for good"));
            Assert.That(other.Waiting, Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Switching_a_target_off_drops_what_waits_and_a_new_secret_signs_beside_the_former(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var receiver = await Receiver.StartAsync();
        await using var program = new TestProgram(receiver.Allowed, time);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var key = await client.MakeKeyAsync(cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = receiver.Address }, cancellationToken);
        var path = $"api/v1/endpoints/echo/targets/{target.Text("id")}";
        receiver.Answer(500);
        using var call = await client.CallAsync("echo", Ask, key, cancellationToken);
        await receiver.NextAsync(cancellationToken);
        await WaitingAsync(client, "echo", target, 1, cancellationToken);

        await client.PutAsJsonAsync(path, new { isEnabled = false }, cancellationToken);
        using var whileOff = await client.CallAsync("echo", Ask, key, cancellationToken);
        var dropped = await DeliveriesAsync(client, "echo", target, cancellationToken);
        await client.PutAsJsonAsync(path, new { isEnabled = true }, cancellationToken);
        using var rotated = await client.PostAsJsonAsync($"{path}/rotate", new { }, cancellationToken);
        var secret = (await rotated.JsonAsync(cancellationToken)).Text("secret");
        time.Advance(TimeSpan.FromHours(1));
        using var then = await client.CallAsync("echo", Ask, key, cancellationToken);
        var told = await receiver.NextAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(dropped.Select(delivery => delivery.Text("state")), Is.EqualTo(new[] { "dropped" }));
            Assert.That(told.Json.Text("runId"), Is.EqualTo((await then.JsonAsync(cancellationToken)).Text("runId")));
            Assert.That(told.IsSignedWith(secret) && told.IsSignedWith(target.Text("secret")), Is.True);
            Assert.That(receiver.Waiting, Is.Zero);
        }
    }

    [TestCase("""{}""", "url")]
    [TestCase("""{"url":"ftp://example.com/"}""", "url")]
    [TestCase("""{"url":"https://name:word@example.com/"}""", "url")]
    [TestCase("""{"url":"/relative"}""", "url")]
    [TestCase("""{"url":"https://example.com/","events":[]}""", "events")]
    [TestCase("""{"url":"https://example.com/","events":["started"]}""", "events")]
    [TestCase("""{"url":"https://example.com/","secret":"short"}""", "secret")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_target_that_cannot_be_is_not_made(string body, string member, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);

        using var answer = await client.PostTextAsync("api/v1/endpoints/echo/targets", body, cancellationToken);

        var problem = await answer.ProblemAsync(422, cancellationToken);
        Assert.That((problem.Code(), problem.GetProperty("problems")[0].Text("path")), Is.EqualTo(("target.invalid", $"$.{member}")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_target_of_another_endpoint_is_not_there_and_secrets_are_told_once(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        await program.PublishAsync(client, Drawings.Echo, "other", cancellationToken);
        var target = await MakeAsync(client, "echo", new { url = "https://example.com/hook" }, cancellationToken);
        var id = target.Text("id");

        var statuses = new List<int>();
        foreach (var (method, rest) in new[] { ("GET", ""), ("PUT", ""), ("DELETE", ""), ("POST", "/rotate"), ("POST", "/test"), ("GET", "/deliveries"), ("POST", "/deliveries/msg_1/repeat") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"api/v1/endpoints/other/targets/{id}{rest}");
            if (method != "GET") request.Content = JsonContent.Create(new { });
            using var answer = await client.SendAsync(request, cancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        var shown = await client.GetStringAsync("api/v1/endpoints/echo/targets", cancellationToken)
            + await client.GetStringAsync($"api/v1/endpoints/echo/targets/{id}", cancellationToken);
        using var removed = await client.DeleteAsync($"api/v1/endpoints/echo/targets/{id}", cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statuses, Has.All.EqualTo(404));
            Assert.That(shown, Does.Contain(id).And.Not.Contain("whsec_"));
            Assert.That((int)removed.StatusCode, Is.EqualTo(204));
        }
    }

    private static async Task<JsonElement> MakeAsync(HttpClient client, string slug, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/endpoints/{slug}/targets", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return await answer.JsonAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(HttpClient client, string slug, JsonElement target, CancellationToken cancellationToken) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/{slug}/targets/{target.Text("id")}/deliveries", cancellationToken)).EnumerateArray()];

    // The target has heard of it before the outbox has written down that it has.
    private static Task<JsonElement> EndedAsync(HttpClient client, string slug, JsonElement target, CancellationToken cancellationToken) =>
        UntilAsync(client, slug, target, delivery => !delivery.TryGetProperty("dueAt", out _), cancellationToken);

    private static Task<JsonElement> WaitingAsync(HttpClient client, string slug, JsonElement target, int attempts, CancellationToken cancellationToken) =>
        UntilAsync(client, slug, target, delivery => delivery.GetProperty("attempts").GetInt32() == attempts && delivery.TryGetProperty("dueAt", out _), cancellationToken);

    private static async Task<JsonElement> UntilAsync(HttpClient client, string slug, JsonElement target, Func<JsonElement, bool> match, CancellationToken cancellationToken)
    {
        while (true)
        {
            var deliveries = await DeliveriesAsync(client, slug, target, cancellationToken);
            if (deliveries is [var latest, ..] && match(latest)) return latest;
            await Task.Yield();
        }
    }
}
