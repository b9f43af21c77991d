using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Budgets;

/// <summary>Budgets as callers and operators meet them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BudgetApiTests
{
    private const string Ask = """
        in: input.text {"name":"question"}
        model: model.chat {"connection":"fake","model":"gpt-4o-mini"}
        out: output.text {"name":"answer"}
        in.text -> model.prompt
        model.text -> out.value
        """;

    private const string Body = """{"inputs":{"question":"?"}}""";

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Caller_can_only_tighten_what_a_run_may_use(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram(new() { ["Limits:Budget:Run:Tokens"] = "100" });
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var flow = await program.StoreAsync(Ask, cancellationToken);

        using var tight = await client.RunAsync(flow, """{"inputs":{"question":"?"},"budget":{"tokens":10}}""", cancellationToken);
        using var wide = await client.RunAsync(flow, """{"inputs":{"question":"?"},"budget":{"tokens":1000000}}""", cancellationToken);
        using var wrong = await client.RunAsync(flow, """{"inputs":{"question":"?"},"budget":{"tokens":0}}""", cancellationToken);

        var limit = model.Requests.Single().Body.GetProperty("max_tokens").GetInt32();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await tight.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("budget.reached"));
            Assert.That((int)wide.StatusCode, Is.EqualTo(200));
            Assert.That(limit, Is.InRange(80, 100), "the installation's hundred still hold");
            Assert.That((int)wrong.StatusCode, Is.EqualTo(422));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Key_that_has_used_its_day_is_refused_at_the_door_until_the_next(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero));
        await using var program = new TestProgram(new() { ["Limits:Budget:TimeZone"] = "UTC" }, clock);
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        await program.PublishAsync(client, Ask, "ask", cancellationToken);
        var key = await client.MakeKeyAsync(new { name = "small", scopes = new[] { "run" }, dailyBudget = new { tokens = 25 } }, cancellationToken);
        var other = await client.MakeKeyAsync(new { name = "other", scopes = new[] { "run" } }, cancellationToken);

        model.Otherwise = _ => Testing.Fakes.ModelServers.FakeReply.Of("Fine.").Usage(5, 20);
        using var first = await client.CallAsync("ask", Body, key, cancellationToken);
        using var second = await client.CallAsync("ask", Body, key, cancellationToken);
        using var others = await client.CallAsync("ask", Body, other, cancellationToken);
        clock.Advance(TimeSpan.FromHours(2));
        using var tomorrow = await client.CallAsync("ask", Body, key, cancellationToken);
        var list = await client.GetFromJsonAsync<JsonElement>("api/v1/keys", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await second.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("budget.key-reached"));
            Assert.That(second.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That((int)first.StatusCode, Is.EqualTo(200));
            Assert.That((int)others.StatusCode, Is.EqualTo(200));
            Assert.That((int)tomorrow.StatusCode, Is.EqualTo(200));
            Assert.That(list.EnumerateArray().Single(item => item.GetProperty("name").GetString() == "small").GetProperty("dailyBudget").GetProperty("tokens").GetInt32(), Is.EqualTo(25));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_a_day_has_used_is_not_forgotten_by_a_restart(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.Otherwise = _ => Testing.Fakes.ModelServers.FakeReply.Of("Fine.").Usage(5, 20);
        var data = Directory.CreateTempSubdirectory("flowbuilder-budget-").FullName;
        var settings = new Dictionary<string, string> { ["Limits:Budget:Day:Tokens"] = "25", ["Limits:Budget:TimeZone"] = "Asia/Seoul" };
        string flow;
        try
        {
            await using (var program = new TestProgram(settings, data: data))
            {
                using var client = program.Client();
                await program.ConnectAsync(model, cancellationToken);
                flow = await program.StoreAsync(Ask, cancellationToken);
                using var first = await client.RunAsync(flow, Body, cancellationToken);
                Assert.That((int)first.StatusCode, Is.EqualTo(200));
            }

            await using var again = new TestProgram(settings, data: data);
            using var caller = again.Client();
            using var second = await caller.RunAsync(flow, Body, cancellationToken);

            Assert.That((await second.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("budget.day-reached"));
            Assert.That(model.Requests, Has.Count.EqualTo(1));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Runs_of_a_key_use_up_its_time_together_and_stop_when_it_is_over(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.Otherwise = _ => Testing.Fakes.ModelServers.FakeReply.Of("Let me think").Silence();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var program = new TestProgram(new() { ["Limits:Budget:TimeZone"] = "UTC" }, clock);
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        await program.PublishAsync(client, Ask, "ask", cancellationToken);
        var key = await client.MakeKeyAsync(new { name = "short", scopes = new[] { "run" }, dailyBudget = new { seconds = 20 } }, cancellationToken);

        var (first, second) = (client.CallAsync("ask", Body, key, cancellationToken), client.CallAsync("ask", Body, key, cancellationToken));
        await model.WaitForRequestAsync(2, cancellationToken);
        for (var step = 0; step < 9; step++) clock.Advance(TimeSpan.FromSeconds(1));
        var wereUnderWay = !first.IsCompleted && !second.IsCompleted;
        for (var step = 0; step < 2; step++) clock.Advance(TimeSpan.FromSeconds(1));
        using var firstAnswer = await first;
        using var secondAnswer = await second;
        using var third = await client.CallAsync("ask", Body, key, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(wereUnderWay);
            foreach (var answer in new[] { firstAnswer, secondAnswer, third })
                Assert.That((await answer.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("budget.key-reached"));
            Assert.That(model.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Waiting_for_a_person_uses_none_of_a_day_and_a_restart_forgets_none_of_it(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("flowbuilder-budget-").FullName;
        var settings = new Dictionary<string, string> { ["Limits:Budget:Day:Seconds"] = "30", ["Limits:Budget:TimeZone"] = "UTC" };
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        const string Approve = """
            in: input.text {"name":"question"}
            ask: human.approval {"message":"May it go out?"}
            out: output.text {"name":"sent"}
            in.text -> ask.value
            ask.approved -> out.value
            """;
        const string Wait = """
            in: input.text {"name":"question"}
            wait: control.wait {"length":31}
            out: output.text {"name":"late"}
            in.text -> wait.value
            wait.value -> out.value
            """;
        string flow;
        try
        {
            await using (var program = new TestProgram(settings, clock, data))
            {
                using var client = program.Client();
                flow = await program.StoreAsync(Approve, cancellationToken);
                using var waiting = await client.RunAsync(flow, Body, cancellationToken);
                var run = (await waiting.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("runId").GetString();
                clock.Advance(TimeSpan.FromHours(2));
                using var answered = await client.PostAsJsonAsync($"api/v1/runs/{run}/resume", new { nodeId = "ask", decision = "approve" }, cancellationToken);
                using var next = await client.RunAsync(flow, Body, cancellationToken);
                Assert.That((int)next.StatusCode, Is.EqualTo(202), "Nothing of the day was used.");

                var other = await program.StoreAsync(Wait, cancellationToken);
                var lasting = client.RunAsync(other, Body, cancellationToken);
                while (!lasting.IsCompleted)
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    await Task.Delay(20, cancellationToken);
                }

                using var over = await lasting;
                Assert.That((await over.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("budget.day-reached"));
            }

            await using var again = new TestProgram(settings, clock, data);
            using var caller = again.Client();
            using var refused = await caller.RunAsync(flow, Body, cancellationToken);

            Assert.That((await refused.ProblemAsync(429, cancellationToken)).Code(), Is.EqualTo("budget.day-reached"));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Key_cannot_ask_a_person(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var made = await client.PostAsJsonAsync("api/v1/keys", new { name = "odd", scopes = new[] { "run" }, dailyBudget = new { cost = -1, seconds = 0, onReached = "ask" } }, cancellationToken);

        var problem = await made.ProblemAsync(422, cancellationToken);
        Assert.That(
            problem.GetProperty("problems").EnumerateArray().Select(item => item.GetProperty("path").GetString()),
            Is.EqualTo(new[] { "$.dailyBudget.cost", "$.dailyBudget.seconds", "$.dailyBudget.onReached" }));
    }
}
