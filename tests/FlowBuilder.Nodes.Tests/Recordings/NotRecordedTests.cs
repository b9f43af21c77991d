using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Nodes.Tests.Tools;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;

namespace FlowBuilder.Nodes.Tests.Recordings;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class NotRecordedTests
{
    private const string Ask = """
        in: input.text {"name": "question"}
        ask: model.chat {"connection": "main", "system": "Answer like a pirate."}
        out: output.text {"name": "answer"}
        in.text -> ask.prompt
        ask.text -> out.value
        """;

    [TestCase("like a pirate", "like a sailor", "the system prompt", "Answer like a pirate.", "Answer like a sailor.")]
    [TestCase("\"connection\": \"main\"", "\"connection\": \"main\", \"temperature\": 0.5", "temperature", "has no temperature", "“0.5”")]
    public async Task A_changed_flow_is_told_what_differs_from_what_was_recorded(string was, string now, string place, string before, string after)
    {
        var fault = await FaultAsync(Ask.Replace(was, now, StringComparison.Ordinal), "Where is the rum?");

        Assert.That(fault.Fault.Code, Is.EqualTo("not-recorded"));
        Assert.That(fault.Node, Is.EqualTo("ask"));
        Assert.That(fault.Fault.Text.English, Does.Contain(place).And.Contain(before).And.Contain(after).And.Contain("Record the run again"));
        Assert.That(fault.Fault.Text.All["ko"], Does.Contain("기록에 없습니다"));
    }

    [Test]
    public async Task Another_question_is_told_with_the_nearest_one()
    {
        var fault = await FaultAsync(Ask, "Where is the map?");

        Assert.That(fault.Fault.Text.English, Does.Contain("message 2 (user)").And.Contain("the rum").And.Contain("the map"));
    }

    [Test]
    public async Task A_recording_without_any_such_request_says_so()
    {
        var events = await RecordingWorld.ReplayAloneAsync(Ask, """{ "recording": 1, "calls": [] }""", new { question = "?" });

        Assert.That(events.OfType<NodeFailed>().Single().Fault.Text.English, Does.Contain("Nothing of its kind is in the recording"));
    }

    [Test]
    public async Task A_node_that_was_asked_something_else_does_not_reach_the_network()
    {
        const string Get = """
            in: input.text {"name": "thing"}
            price: tool.http {"url": "https://shop.example/price?of={{thing}}"}
            out: output.text {"name": "answer"}
            in.text -> price.thing
            price.text -> out.value
            """;
        var shop = new RecordingOutbound("12.5", mediaType: "text/plain");
        await using var world = await RecordingWorld.StartAsync(outbound: shop);
        var (_, file) = await world.RecordAsync(Get, new { thing = "rope" });

        var events = await world.ReplayAsync(FlowBuilder.Testing.Flows.FlowText.Parse(Get), file, new { thing = "tar" });

        Assert.That(events.OfType<NodeFailed>().Single().Fault.Text.English, Does.Contain("tool.http").And.Contain("inputs.thing").And.Contain("rope").And.Contain("tar"));
        Assert.That(shop.Requests, Has.Count.EqualTo(1));
    }

    private static async Task<NodeFailed> FaultAsync(string changed, string question)
    {
        await using var world = await RecordingWorld.StartAsync();
        world.Server.Reply(FakeReply.Of("Gone."));
        var (_, file) = await world.RecordAsync(Ask, new { question = "Where is the rum?" });
        var events = await RecordingWorld.ReplayAloneAsync(changed, file, new { question });
        Assert.That(world.Server.Requests, Has.Count.EqualTo(1));
        return events.OfType<NodeFailed>().Single();
    }
}
