using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Nodes.Tests.Tools;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Flows;
using static FlowBuilder.Nodes.Tests.Control.ControlFlows;

namespace FlowBuilder.Nodes.Tests.Recordings;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class ReplayTests
{
    private const string Ask = """
        in: input.text {"name": "question"}
        ask: model.chat {"connection": "main", "system": "Answer like a pirate."}
        out: output.text {"name": "answer"}
        in.text -> ask.prompt
        ask.text -> out.value
        """;

    private const string Fields = """
        in: input.text {"name": "question"}
        ask: model.chat {"connection": "main", "format": "schema", "schema": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}
        out: output.json {"name": "answer"}
        in.text -> ask.prompt
        ask.json -> out.value
        """;

    private const string Agent = """
        in: input.text {"name": "question"}
        price: tool.http {"url": "https://shop.example/price?of={{thing}}", "use": "tool", "toolName": "price", "toolDescription": "The price of a thing."}
        sum: tool.calculator {}
        clock: tool.time {}
        agent: agent.chat {"connection": "main"}
        out: output.text {"name": "answer"}
        in.text -> agent.prompt
        price.tool -> agent.tools
        sum.tool -> agent.tools
        clock.tool -> agent.tools
        agent.text -> out.value
        """;

    private const string Post = """
        in: input.text {"name": "order"}
        send: tool.http {"method": "post", "url": "https://shop.example/orders", "body": "{\"order\": \"{{order}}\"}", "response": "json"}
        out: output.json {"name": "receipt"}
        in.text -> send.order
        send.json -> out.value
        """;

    [TestCase("OpenAI")]
    [TestCase("Anthropic")]
    public async Task An_answer_is_replayed_piece_by_piece_with_its_usage_and_cost_where_there_is_neither_connection_nor_network(string protocol)
    {
        await using var world = await RecordingWorld.StartAsync(protocol);
        world.Server.Reply(FakeReply.Of("Ahoy", ", ", "the rum is ", "gone 🏴‍☠️!").Usage(21, 9));

        var (recorded, file) = await world.RecordAsync(Ask, new { question = "Where is the rum?" });
        var replayed = await RecordingWorld.ReplayAloneAsync(Ask, file, new { question = "Where is the rum?" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(replayed.Pieces("ask"), Is.EqualTo(recorded.Pieces("ask")).And.Count.GreaterThan(2));
            Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
            Assert.That(replayed.Usage(), Is.EqualTo(recorded.Usage()));
            Assert.That(replayed.Usage()!.Cost, Is.Not.Null.And.Positive);
            Assert.That(world.Server.Requests, Has.Count.EqualTo(1));
            Assert.That(replayed.OfType<RunStarted>().Single().Recording, Is.EqualTo(RecordingMode.Replay));
            Assert.That(recorded.OfType<RunStarted>().Single().Recording, Is.EqualTo(RecordingMode.Record));
        }
    }

    [Test]
    public async Task A_structured_answer_is_replayed()
    {
        await using var world = await RecordingWorld.StartAsync();
        world.Server.Reply(FakeReply.Of("""{"city": """, "\"대전\"}"));

        var (recorded, file) = await world.RecordAsync(Fields, new { question = "어디예요?" });
        var replayed = await RecordingWorld.ReplayAloneAsync(Fields, file, new { question = "어디예요?" });

        Assert.That(RunSnapshot.Of(replayed).Outputs["answer"].GetProperty("city").GetString(), Is.EqualTo("대전"));
        Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
    }

    [TestCase("OpenAI")]
    [TestCase("Anthropic")]
    public async Task An_agent_replays_its_steps_and_its_tools_that_reach_outside_are_not_called(string protocol)
    {
        var shop = new RecordingOutbound("""{"price": 12.5}""");
        await using var world = await RecordingWorld.StartAsync(protocol, shop);
        world.Server.Reply(
            FakeReply.Of("Let me look.").ToolCall("c1", "price", """{"thing": "rope"}""").ToolCall("c2", "price", """{"thing": "tar"}""").ToolCall("c3", "current_time", """{"zone": "Asia/Seoul"}"""),
            FakeReply.Of().ToolCall("c4", "calculate", """{"expression": "12.5 + 12.5"}""").ToolCall("c5", "price", """{"things": 1}"""),
            FakeReply.Of("It is ", "25."));

        var (recorded, file) = await world.RecordAsync(Agent, new { question = "What do rope and tar cost?" });
        var asked = shop.Requests.Count;
        var replayed = await RecordingWorld.ReplayAloneAsync(Agent, file, new { question = "What do rope and tar cost?" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RunSnapshot.Of(replayed).Outputs["answer"].GetString(), Does.EndWith("It is 25."));
            Assert.That(RunSnapshot.Of(replayed).StepsOf("agent").Select(step => step.Key), Is.EqualTo(RunSnapshot.Of(recorded).StepsOf("agent").Select(step => step.Key)));
            Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
            Assert.That(string.Concat(replayed.Pieces("agent")), Is.EqualTo(string.Concat(recorded.Pieces("agent"))).And.Not.Empty);
            Assert.That((asked, shop.Requests.Count), Is.EqualTo((2, 2)));
            Assert.That(world.Server.Requests, Has.Count.EqualTo(3));
        }
    }

    [Test]
    public async Task A_request_that_changes_something_is_not_sent_again()
    {
        var shop = new RecordingOutbound("""{"number": 7}""");
        await using var world = await RecordingWorld.StartAsync(outbound: shop);

        var (_, file) = await world.RecordAsync(Post, new { order = "three ropes" });
        var replayed = await world.ReplayAsync(FlowText.Parse(Post), file, new { order = "three ropes" });

        Assert.That(RunSnapshot.Of(replayed).Outputs["receipt"].GetProperty("number").GetInt32(), Is.EqualTo(7));
        Assert.That(shop.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Embeddings_are_replayed_bit_by_bit()
    {
        const string Flow = """
            in: input.text {"name": "text"}
            embed: vectors.embed {"connection": "main", "model": "text-embedding-3-small"}
            out: output.json {"name": "vector"}
            in.text -> embed.text
            embed.json -> out.value
            """;
        await using var world = await RecordingWorld.StartAsync();

        var (recorded, file) = await world.RecordAsync(Flow, new { text = "밧줄" });
        var replayed = await RecordingWorld.ReplayAloneAsync(Flow, file, new { text = "밧줄" });

        Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
        Assert.That(RunSnapshot.Of(replayed).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task The_time_is_the_time_of_the_recording_so_that_prompts_with_it_are_found_again()
    {
        const string Flow = """
            now: tool.time {"format": "pattern", "pattern": "yyyy-MM-dd HH:mm:ss.fffffff"}
            ask: model.chat {"connection": "main"}
            out: output.text {"name": "answer"}
            now.text -> ask.prompt
            ask.text -> out.value
            """;
        await using var world = await RecordingWorld.StartAsync();

        var (recorded, file) = await world.RecordAsync(Flow);
        var replayed = await RecordingWorld.ReplayAloneAsync(Flow, file);

        Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
        Assert.That(RunSnapshot.Of(replayed).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task A_renamed_connection_replays_all_the_same()
    {
        await using var world = await RecordingWorld.StartAsync();
        var (_, file) = await world.RecordAsync(Ask, new { question = "?" });

        var replayed = await RecordingWorld.ReplayAloneAsync(Ask.Replace("\"main\"", "\"office\"", StringComparison.Ordinal), file, new { question = "?" });

        Assert.That(RunSnapshot.Of(replayed).Status, Is.EqualTo(RunStatus.Completed));
    }

    [Test]
    public async Task Equal_requests_of_a_loop_get_the_answers_of_their_own_rounds()
    {
        const string Inner = """
            item: input.text {"name": "item"}
            same: transform.template {"template": "Say a number.{{#if x}}{{/if}}"}
            ask: model.chat {"connection": "main"}
            out: output.text {"name": "answer"}
            item.text -> same.x
            same.text -> ask.prompt
            ask.text -> out.value
            """;
        var flow = With("""
            list: input.json {"name": "list"}
            each: control.for-each {"parallel": 4}
            out: output.json {"name": "results"}
            list.value -> each.items
            each.results -> out.value
            """, "each", Inner);
        await using var world = await RecordingWorld.StartAsync();
        world.Server.Reply([.. Enumerable.Range(1, 12).Select(number => FakeReply.Of($"{number}"))]);
        var inputs = new { list = Enumerable.Range(0, 12) };

        var (recorded, file) = await world.RecordAsync(flow, inputs);
        await using var empty = RecordingWorld.Empty();
        var replayed = await empty.ReplayAsync(flow, file, inputs);

        Assert.That(RunSnapshot.Of(recorded).Status, Is.EqualTo(RunStatus.Completed));
        Assert.That(RunSnapshot.Of(replayed).Outputs["results"].GetRawText(), Is.EqualTo(RunSnapshot.Of(recorded).Outputs["results"].GetRawText()));
    }

    [Test]
    public async Task A_failure_is_replayed_without_its_retries()
    {
        const string Flow = """
            in: input.text {"name": "question"}
            ask: model.chat {"connection": "main"} !port
            out: output.json {"name": "fault"}
            in.text -> ask.prompt
            ask.error -> out.value
            """;
        await using var world = await RecordingWorld.StartAsync();
        world.Server.Reply(FakeReply.Fail(400, "The prompt is too long.", "context_length_exceeded"));

        var (recorded, file) = await world.RecordAsync(Flow, new { question = "?" });
        var replayed = await RecordingWorld.ReplayAloneAsync(Flow, file, new { question = "?" });

        Assert.That(recorded.OfType<NodeFailed>().Single().Fault.Code, Does.StartWith("model."));
        Assert.That(replayed.ByPath(), Is.EqualTo(recorded.ByPath()));
    }
}
