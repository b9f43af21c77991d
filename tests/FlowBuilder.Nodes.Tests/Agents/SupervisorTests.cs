using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Nodes.Tests.Agents;

/// <summary>Several agents in one flow, over servers that speak the providers' protocols.</summary>
[TestFixture("OpenAI")]
[TestFixture("Anthropic")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(TestTimeouts.Default)]
internal sealed class SupervisorTests(string protocol)
{
    private AgentWorld _world = null!;

    [SetUp]
    public async Task SetUp() => _world = await AgentWorld.StartAsync(protocol);

    [TearDown]
    public async Task TearDown() => await _world.DisposeAsync();

    [Test]
    public async Task An_agent_is_a_tool_of_another_and_its_steps_are_inside_the_call()
    {
        _world.Add((string query) => "28 days", "search", "Searches the handbook.");
        _world.Server.Reply(
            new FakeReply().ToolCall("c1", "researcher", """{"task":"find the holidays"}""").Usage(10, 1),
            new FakeReply().ToolCall("c2", "search", """{"query":"holidays"}""").Usage(20, 2),
            FakeReply.Of("28 days, the handbook says.").Usage(30, 3),
            FakeReply.Of("You have 28 days.").Usage(40, 4));

        var outcome = await _world.RunFlowAsync("""
            in: input.text {"name": "task", "default": "How many days?"}
            find: test.tool {"name": "search"}
            worker: agent.chat {"connection": "main", "toolName": "researcher", "toolDescription": "Finds facts.", "system": "You research."}
            boss: agent.chat {"connection": "main", "tokens": 100000}
            out: output.text {"name": "answer"}
            in.text -> boss.prompt
            find.tool -> worker.tools
            worker.tool -> boss.tools
            boss.text -> out.value
            """);

        var worker = _world.Server.Requests[1].Body.GetRawText();
        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("You have 28 days."));
        Assert.That(outcome.Steps("boss"), Is.EqualTo(new[]
        {
            "model[1] completed", "researcher[1] completed", "researcher[1]/model[1] completed", "researcher[1]/search[1] completed",
            "researcher[1]/model[2] completed", "model[2] completed",
        }));
        Assert.That(outcome.Steps("worker"), Is.Empty);
        Assert.That(outcome.Run.Steps["boss/researcher[1]"].Usage!.InputTokens, Is.EqualTo(50));
        Assert.That(outcome.Run.Nodes["boss"].Usage!.InputTokens, Is.EqualTo(100));
        Assert.That(outcome.Json("usage", "boss").GetProperty("inputTokens").GetInt32(), Is.EqualTo(100), "what workers use counts against the limits of whom they work for");
        Assert.That(worker, Does.Contain("You research.").And.Contain("find the holidays").And.Not.Contain("How many days?"));
    }

    [Test]
    public async Task A_supervisor_gives_tasks_and_its_workers_share_notes()
    {
        _world.Server.Reply(
            new FakeReply().ToolCall("c1", "researcher", """{"task":"find"}"""),
            new FakeReply().ToolCall("c2", "write_note", """{"title":"facts","text":"28 days"}"""),
            FakeReply.Of("Noted."),
            new FakeReply().ToolCall("c3", "writer", """{"task":"write"}"""),
            new FakeReply().ToolCall("c4", "read_notes", "{}"),
            FakeReply.Of("Written."),
            FakeReply.Of("All done."));

        var outcome = await _world.RunFlowAsync(Team("tasks"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("All done."));
        Assert.That(outcome.Run.Steps["boss/writer[1]/read_notes[1]"].TextOf("result"), Does.Contain("28 days"));
        Assert.That(outcome.Json("notes", "boss").GetProperty("facts").GetString(), Is.EqualTo("28 days"));
        Assert.That(_world.Server.Requests[0].Body.GetRawText(), Does.Contain("You lead workers").And.Contain("Finds facts."));
    }

    [Test]
    public async Task A_conversation_is_handed_over_and_the_worker_answers()
    {
        _world.Server.Reply(
            FakeReply.Of("That is for the writer.").ToolCall("c1", "hand_over_to_writer", """{"task":"write a poem"}"""),
            FakeReply.Of("Roses ", "are red."));

        var outcome = await _world.RunFlowAsync(Team("handOver"));

        var handed = _world.Server.Requests[1].Body.GetRawText();
        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("Roses are red."));
        Assert.That(outcome.Steps("boss"), Is.EqualTo(new[] { "model[1] completed", "hand_over_to_writer[1] completed", "writer[1] completed", "writer[1]/model[1] completed" }));
        Assert.That(handed, Does.Contain("Write me something.").And.Contain("write a poem").And.Contain("You write.").And.Contain("hand_over_to_researcher").And.Not.Contain("The conversation goes over"));
        Assert.That(outcome.Json("steps", "boss").EnumerateArray().Select(step => step.GetProperty("kind").GetString()), Does.Contain("handOver"));
    }

    [Test]
    [Hazard("SEC-71")]
    public async Task Workers_that_hand_over_in_a_circle_come_to_an_end()
    {
        _world.Server.Otherwise = request => Handing(request.Body) is { } other ? new FakeReply().ToolCall("c", other, """{"task":"you do it"}""") : FakeReply.Of("I do it myself.");

        var outcome = await _world.RunFlowAsync(Team("handOver"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("I do it myself."));
        Assert.That(_world.Server.Requests, Has.Count.EqualTo(9));
    }

    [Test]
    public async Task A_worker_that_fails_is_told_to_the_supervisor()
    {
        _world.Server.Reply(
            new FakeReply().ToolCall("c1", "researcher", """{"task":"find"}"""),
            FakeReply.Fail(400, "bad request"),
            FakeReply.Of("The researcher failed."));

        var outcome = await _world.RunFlowAsync(Team("tasks"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(outcome.Answer, Is.EqualTo("The researcher failed."));
        Assert.That(outcome.Steps("boss"), Does.Contain("researcher[1] failed model.rejected").And.Contain("researcher[1]/model[1] failed model.rejected"));
    }

    private static string Team(string delegation) => $$"""
        in: input.text {"name": "task", "default": "Write me something."}
        r: agent.chat {"connection": "main", "toolName": "researcher", "toolDescription": "Finds facts.", "system": "You research."}
        w: agent.chat {"connection": "main", "toolName": "writer", "toolDescription": "Writes texts.", "system": "You write."}
        boss: agent.supervisor {"connection": "main", "delegation": "{{delegation}}"}
        out: output.text {"name": "answer"}
        in.text -> boss.prompt
        r.tool -> boss.workers
        w.tool -> boss.workers
        boss.text -> out.value
        """;

    private static string? Handing(JsonElement request) => !request.TryGetProperty("tools", out var tools) ? null : tools.EnumerateArray()
        .Select(tool => (tool.TryGetProperty("function", out var function) ? function : tool).GetProperty("name").GetString()!)
        .FirstOrDefault(name => name.StartsWith("hand_over", StringComparison.Ordinal));
}
