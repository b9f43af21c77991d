using System.Collections.Concurrent;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Runs;

namespace FlowBuilder.Nodes.Tests.Agents;

/// <summary>An agent against servers that speak the providers' protocols and refuse what the real ones refuse.</summary>
[TestFixture("OpenAI")]
[TestFixture("Anthropic")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(TestTimeouts.Default)]
internal sealed class AgentProtocolTests(string protocol)
{
    private AgentWorld _world = null!;

    [SetUp]
    public async Task SetUp() => _world = await AgentWorld.StartAsync(protocol);

    [TearDown]
    public async Task TearDown() => await _world.DisposeAsync();

    [Test]
    public async Task It_calls_a_tool_reads_the_result_and_answers()
    {
        _world.Add((string query) => $"{query}: 28 days", "search", "Searches the handbook.");
        _world.Server.Reply(
            FakeReply.Of("I look ", "that up.").ToolCall("c1", "search", "{\"query\":", "\"holiday\"}").Usage(100, 10),
            FakeReply.Of("There are ", "28 days.").Usage(130, 6));

        var outcome = await _world.RunAsync();

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("There are 28 days."), "what was said before the call is a thought, not the answer");
        Assert.That(outcome.Steps(), Is.EqualTo(new[] { "model[1] completed", "search[1] completed", "model[2] completed" }));
        Assert.That(outcome.Run.Steps["agent/model[1]"].TextOf("text"), Is.EqualTo("I look that up."));
        Assert.That(outcome.Run.Steps["agent/search[1]"].Step!.Arguments!.Value.GetProperty("query").GetString(), Is.EqualTo("holiday"));
        Assert.That(outcome.Run.Steps["agent/search[1]"].TextOf("result"), Is.EqualTo("holiday: 28 days"));
        Assert.That(outcome.Run.Nodes["agent"].Usage!.InputTokens, Is.EqualTo(230));
        Assert.That(outcome.Json("usage").GetProperty("steps").GetInt32(), Is.EqualTo(2));
        Assert.That(outcome.Json("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()), Is.EqualTo(new[] { "model", "tool", "model" }));
        Assert.That(_world.Server.Requests[1].Body.GetRawText(), Does.Contain("holiday: 28 days"));
    }

    [Test]
    public async Task Calls_of_one_turn_run_at_the_same_time_and_their_results_keep_the_order()
    {
        var both = new CountdownEvent(2);
        _world.Add(async (string city) =>
        {
            both.Signal();
            await Task.Run(() => both.Wait(TestTimeouts.Long));
            return $"sunny in {city}";
        }, "weather");
        _world.Server.Reply(
            new FakeReply().ToolCall("a", "weather", """{"city":"Seoul"}""").ToolCall("b", "weather", """{"city":"Busan"}"""),
            FakeReply.Of("Sunny."));

        var outcome = await _world.RunAsync();

        var sent = _world.Server.Requests[1].Body.GetRawText();
        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("Sunny."));
        Assert.That(outcome.Steps(), Is.EqualTo(new[] { "model[1] completed", "weather[1] completed", "weather[2] completed", "model[2] completed" }));
        Assert.That(sent.IndexOf("sunny in Seoul", StringComparison.Ordinal), Is.Positive.And.LessThan(sent.IndexOf("sunny in Busan", StringComparison.Ordinal)));
    }

    [Test]
    public async Task No_more_tools_run_at_once_than_are_allowed()
    {
        var (now, most) = (0, 0);
        _world.Add(async (int number) =>
        {
            var count = Interlocked.Increment(ref now);
            InterlockedMax(ref most, count);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return number;
        }, "work");
        var reply = new FakeReply();
        for (var i = 0; i < 12; i++) reply = reply.ToolCall($"c{i}", "work", $$"""{"number":{{i}}}""");
        _world.Server.Reply(reply, FakeReply.Of("Done."));

        var outcome = await _world.RunAsync("\"toolsAtOnce\": 2");

        using var all = Assert.EnterMultipleScope();
        Assert.That(most, Is.InRange(1, 2));
        Assert.That(outcome.Steps().Count(step => step.StartsWith("work", StringComparison.Ordinal)), Is.EqualTo(12));
    }

    [Test]
    [Hazard("SEC-70", "BAD-41")]
    public async Task Malformed_arguments_are_told_to_the_model_which_may_try_again()
    {
        _world.Add((string query) => "found", "search");
        _world.Server.Reply(
            new FakeReply().ToolCall("c1", "search", "{\"query\": \"unfinished"),
            new FakeReply().ToolCall("c2", "search", """{"question":"wrong name"}"""),
            new FakeReply().ToolCall("c3", "search", """{"query":"right","extra":1}"""),
            new FakeReply().ToolCall("c4", "search", """{"query":"right"}"""),
            FakeReply.Of("Found."));

        var outcome = await _world.RunAsync();

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("Found."));
        Assert.That(outcome.Steps().Where(step => step.StartsWith("search", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "search[1] failed tool.bad-arguments", "search[2] failed tool.bad-arguments", "search[3] failed tool.bad-arguments", "search[4] completed",
        }));
        Assert.That(_world.Server.Requests[2].Body.GetRawText(), Does.Contain("Error: "));
    }

    [Test]
    public async Task A_tool_that_is_not_there_is_told_to_the_model()
    {
        _world.Add((string query) => "found", "search");
        _world.Server.Reply(new FakeReply().ToolCall("c1", "delete_all", "{}"), FakeReply.Of("I cannot."));

        var outcome = await _world.RunAsync();

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("I cannot."));
        Assert.That(outcome.Steps(), Does.Contain("delete_all[1] failed tool.unknown"));
        Assert.That(_world.Server.Requests[1].Body.GetRawText(), Does.Contain("there is no tool named"));
    }

    [Test]
    public async Task A_tool_that_throws_ends_its_step_and_not_the_agent()
    {
        _world.Add(string () => throw new InvalidOperationException("secret detail"), "broken");
        _world.Add(string () => throw new NodeException("http.status", LocalText.Of("The service said 500.", "500 응답입니다."), FaultKind.Provider), "down");
        _world.Server.Reply(new FakeReply().ToolCall("a", "broken", "{}").ToolCall("b", "down", "{}"), FakeReply.Of("Both failed."));

        var outcome = await _world.RunAsync();

        var sent = _world.Server.Requests[1].Body.GetRawText();
        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("Both failed."));
        Assert.That(outcome.Steps(), Does.Contain("broken[1] failed tool.failed").And.Contain("down[1] failed http.status"));
        Assert.That(sent, Does.Contain("The service said 500.").And.Not.Contain("secret detail"));
    }

    [Test]
    public async Task A_tool_that_hangs_and_does_not_listen_is_given_up_at_its_time_limit()
    {
        _world.Add(async () => await new TaskCompletionSource<string>().Task, "hang");
        _world.Server.Reply(new FakeReply().ToolCall("c1", "hang", "{}"), FakeReply.Of("No answer there."));

        var outcome = await _world.RunAsync("\"toolTimeLimit\": 1");

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("No answer there."));
        Assert.That(outcome.Steps(), Is.EqualTo(new[] { "model[1] completed", "hang[1] failed tool.timeout", "model[2] completed" }));
    }

    [Test]
    [Hazard("SEC-71")]
    public async Task A_model_that_asks_for_ever_is_made_to_answer_at_the_last_step()
    {
        _world.Add((int page) => $"page {page}", "read");
        var asked = 0;
        _world.Server.Otherwise = request => IsToolChoiceNone(request.Body)
            ? FakeReply.Of("What I know.")
            : new FakeReply().ToolCall($"c{++asked}", "read", $$"""{"page":{{asked}}}""");

        var outcome = await _world.RunAsync("\"steps\": 4");

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("What I know."));
        Assert.That(_world.Server.Requests, Has.Count.EqualTo(4));
        Assert.That(outcome.Steps().Count(step => step.StartsWith("read", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(outcome.Steps(), Does.Contain("limit[1] failed agent.limit-steps"));
        Assert.That(outcome.Json("usage").GetProperty("limit").GetString(), Is.EqualTo("steps"));
    }

    [Test]
    [Hazard("SEC-71")]
    public async Task A_model_that_asks_for_ever_fails_the_node_where_that_is_chosen()
    {
        _world.Add((int page) => $"page {page}", "read");
        var asked = 0;
        _world.Server.Otherwise = _ => new FakeReply().ToolCall($"c{++asked}", "read", $$"""{"page":{{asked}}}""");

        var outcome = await _world.RunAsync("\"steps\": 3, \"atLimit\": \"fail\"");

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Fault, Is.EqualTo("agent.limit-steps"));
        Assert.That(_world.Server.Requests, Has.Count.EqualTo(3));
        Assert.That(outcome.Steps()[^1], Is.EqualTo("limit[1] failed agent.limit-steps"));
        Assert.That(outcome.Steps().Count(step => step.StartsWith("read", StringComparison.Ordinal)), Is.EqualTo(2), "what could not be read any more is not called");
    }

    [Test]
    public async Task The_very_same_call_again_and_again_is_made_twice_and_then_ends()
    {
        var calls = 0;
        _world.Add((string query) => ++calls, "search");
        var asked = 0;
        _world.Server.Otherwise = request => IsToolChoiceNone(request.Body)
            ? FakeReply.Of("I give up.")
            : new FakeReply().ToolCall($"c{++asked}", "search", """{"query":"same"}""");

        var outcome = await _world.RunAsync();

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("I give up."));
        Assert.That(calls, Is.EqualTo(2));
        Assert.That(asked, Is.EqualTo(5));
        Assert.That(outcome.Steps(), Does.Contain("limit[1] failed agent.repeating"));
    }

    [Test]
    [Hazard("SEC-67")]
    public async Task A_tool_that_changes_something_is_refused_unless_allowed()
    {
        var sent = new ConcurrentQueue<string>();
        _world.Add((string to) => sent.Enqueue(to), "mail", sideEffects: true);
        _world.Server.Otherwise = request => request.Body.GetRawText().Contains("c1", StringComparison.Ordinal)
            ? FakeReply.Of("Over.")
            : new FakeReply().ToolCall("c1", "mail", """{"to":"kim"}""");

        var refused = await _world.RunAsync();
        var before = sent.Count;
        var allowed = await _world.RunAsync("\"changingTools\": \"allow\"");

        using var all = Assert.EnterMultipleScope();
        Assert.That(before, Is.Zero);
        Assert.That(refused.Steps(), Does.Contain("mail[1] failed tool.not-allowed"));
        Assert.That(allowed.Steps(), Does.Contain("mail[1] completed"));
        Assert.That(sent, Is.EqualTo(new[] { "kim" }));
    }

    [Test]
    public async Task A_long_result_is_cut_for_the_model()
    {
        _world.Add(() => new string('x', 5000), "read");
        _world.Server.Reply(new FakeReply().ToolCall("c1", "read", "{}"), FakeReply.Of("Long."));

        await _world.RunAsync("\"resultLength\": 100");

        Assert.That(_world.Server.Requests[1].Body.GetRawText(), Does.Contain("4900 more characters were left out").And.Not.Contain(new string('x', 101)));
    }

    [Test]
    public async Task Tools_of_one_name_and_names_that_no_provider_takes_are_told_apart()
    {
        _world.Add(() => "first", "look up!");
        _world.Add(Microsoft.Extensions.AI.AIFunctionFactory.Create(() => "second", "look up?", "x"));
        _world.Server.Reply(new FakeReply().ToolCall("c1", "look_up_2", "{}"), FakeReply.Of("Done."));

        var outcome = await _world.RunAsync();

        Assert.That(outcome.Run.Steps["agent/look_up_2[1]"].TextOf("result"), Is.EqualTo("second"));
    }

    [Test]
    public async Task Cancelling_in_the_middle_of_a_tool_cancels_every_open_step_and_stops_the_tool()
    {
        var called = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        _world.Add(async (CancellationToken cancellationToken) =>
        {
            using var told = cancellationToken.Register(() => stopped.TrySetResult());
            called.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }, "wait");
        _world.Server.Reply(new FakeReply().ToolCall("c1", "wait", "{}"));
        var run = _world.Start();
        await called.Task.WaitAsync(TestTimeouts.Long);

        run.Cancel();

        await run.Completion.WaitAsync(TestTimeouts.Long);
        await stopped.Task.WaitAsync(TestTimeouts.Long);
        Assert.That(run.Journal.ToList().Lines().Where(line => line.EndsWith("cancelled", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "agent/wait[1] cancelled", "agent cancelled", "out cancelled", "run.cancelled",
        }));
    }

    [Test]
    [Hazard("REL-26")]
    public async Task Cancelling_while_the_model_writes_closes_the_line_to_the_provider()
    {
        var gate = new FakeGate();
        _world.Add(() => "x", "tool");
        _world.Server.Reply(FakeReply.Of("Let me ").Wait(gate));
        var run = _world.Start();
        await foreach (var seen in run.Journal.ReadAsync(0, CancellationToken.None))
        {
            if (seen.Line().StartsWith("agent/model[1] delta", StringComparison.Ordinal)) run.Cancel();
        }

        await _world.Server.Requests[0].Disconnected.WaitAsync(TestTimeouts.Long);
        Assert.That(RunSnapshot.Of(run.Journal.ToList()).Steps["agent/model[1]"].Status, Is.EqualTo(NodeStatus.Cancelled));
    }

    private static bool IsToolChoiceNone(JsonElement request) => request.TryGetProperty("tool_choice", out var choice)
        && (choice.ValueKind == JsonValueKind.String ? choice.GetString() : choice.GetProperty("type").GetString()) == "none";

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, value, seen);
    }
}
