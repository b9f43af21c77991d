using FlowBuilder.Core.Recordings;
using FlowBuilder.Nodes.Tests.Tools;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Nodes.Tests.Recordings;

[Parallelizable(ParallelScope.All)]
[CancelAfter(TestTimeouts.Default)]
public sealed class RecordingFileTests
{
    private const string Agent = """
        in: input.text {"name": "question"}
        price: tool.http {"url": "https://shop.example/price?of={{thing}}&token=fbcanary-query", "headers": [{"name": "Authorization", "value": "Bearer fbcanary-header"}, {"name": "Accept", "value": "text/plain"}], "use": "tool", "toolName": "price", "toolDescription": "The price of a thing."}
        agent: agent.chat {"connection": "main"}
        out: output.text {"name": "answer"}
        in.text -> agent.prompt
        price.tool -> agent.tools
        agent.text -> out.value
        """;

    [TestCase("OpenAI")]
    [TestCase("Anthropic")]
    public async Task Two_recordings_of_the_same_run_are_the_same_bytes_and_reading_changes_nothing(string protocol)
    {
        var first = await RecordAsync(protocol);
        var second = await RecordAsync(protocol);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second, Is.EqualTo(first));
            Assert.That(RecordingFormat.Write(RecordingFormat.Read(first)), Is.EqualTo(first));
            Assert.That(first, Does.EndWith("}\n").And.Contain("\"Ahoy\",\n              \", \",\n              \"25.\","));
            Assert.That(first, Does.Not.Match(@"\b20\d\d-\d\d-\d\dT"));
        }
    }

    [Test]
    [Hazard("SEC-62")]
    public async Task No_secret_gets_into_the_file()
    {
        var file = await RecordAsync("OpenAI", $"My key is {RecordingWorld.Key}, and another one sk-proj-0123456789abcdefghij.");

        Assert.That(file, Does.Not.Contain("fbcanary").And.Not.Contain("0123456789abcdef"));
        Assert.That(file, Does.Contain(SecretMask.Dots).And.Contain("text/plain"));
    }

    [Test]
    public async Task A_secret_that_a_model_says_in_pieces_is_found_too()
    {
        const string Ask = """
            in: input.text {"name": "question"}
            ask: model.chat {"connection": "main"}
            out: output.text {"name": "answer"}
            in.text -> ask.prompt
            ask.text -> out.value
            """;
        await using var world = await RecordingWorld.StartAsync();
        world.Server.Reply(FakeReply.Of("It is ", RecordingWorld.Key[..12], RecordingWorld.Key[12..], ", as you ", "know."));

        var (_, file) = await world.RecordAsync(Ask, new { question = "?" });
        var replayed = await RecordingWorld.ReplayAloneAsync(Ask, file, new { question = "?" });

        Assert.That(file, Does.Not.Contain("fbcanary").And.Not.Contain(RecordingWorld.Key[12..]));
        Assert.That(string.Concat(replayed.Pieces("ask")), Is.EqualTo($"It is {SecretMask.Dots}, as you know."));
    }

    [Test]
    public void A_later_recording_replaces_what_it_has_too_and_keeps_the_rest()
    {
        var old = RecordingFormat.Read(Two("\"old one\"", "\"old two\""));
        var newer = RecordingFormat.Read("""{ "recording": 1, "calls": [{ "kind": "tool", "name": "b", "request": {}, "answers": [{ "at": "n", "answer": { "result": "new two" } }] }] }""");

        Assert.That(RecordingFormat.Write(old.With(newer)), Is.EqualTo(RecordingFormat.Write(RecordingFormat.Read(Two("\"old one\"", "\"new two\"")))));
    }

    [TestCase("", "$", "empty")]
    [TestCase("{", "$", "breaks off")]
    [TestCase("[]", "$.recording", "no recording")]
    [TestCase("""{ "recording": 2, "calls": [] }""", "$.recording", "version 2")]
    [TestCase("""{ "recording": 1 }""", "$.calls", "a list")]
    [TestCase("""{ "recording": 1, "calls": [{ "kind": "dream" }] }""", "$.calls[0].kind", "one of opening")]
    [TestCase("""{ "recording": 1, "calls": [{ "kind": "tool", "name": "a", "request": {}, "answers": [] }] }""", "$.calls[0].answers", "at least one")]
    [TestCase("""{ "recording": 1, "calls": [{ "kind": "tool", "name": "a", "request": {}, "answers": [{ "at": "x" }] }] }""", "$.calls[0].answers[0].answer", "the answer")]
    [TestCase("""{ "recording": 1, "calls": [{ "kind": "tool", "name": "a", "request": {"x":1,"y":2}, "answers": [{ "at": "x", "answer": 1 }] }, { "kind": "tool", "name": "a", "request": {"y":2,"x":1}, "answers": [{ "at": "x", "answer": 1 }] }] }""", "$.calls[1]", "recorded twice")]
    public void A_broken_file_is_told_with_its_place(string text, string path, string said)
    {
        var failure = Assert.Throws<RecordingException>(() => RecordingFormat.Read(text));

        Assert.That(failure!.Path, Is.EqualTo(path));
        Assert.That(failure.Text.English, Does.Contain(said));
        Assert.That(failure.Text.All, Does.ContainKey("ko"));
    }

    [TestCase("shop.json", "shop.recording.json")]
    [TestCase("flows/상점.flow.json", "flows/상점.flow.recording.json")]
    [TestCase("shop", "shop.recording.json")]
    public void A_recording_lies_beside_its_flow(string flow, string expected) => Assert.That(RecordingFormat.FileBeside(flow), Is.EqualTo(expected));

    private static string Two(string one, string two) => $$"""
        { "recording": 1, "calls": [
          { "kind": "tool", "name": "a", "request": {}, "answers": [{ "at": "n", "answer": { "result": {{one}} } }] },
          { "kind": "tool", "name": "b", "request": {}, "answers": [{ "at": "n", "answer": { "result": {{two}} } }] }
        ] }
        """;

    private static async Task<string> RecordAsync(string protocol, string question = "What do rope and tar cost?")
    {
        await using var world = await RecordingWorld.StartAsync(protocol, new RecordingOutbound("12.5", mediaType: "text/plain"));
        world.Server.Reply(
            FakeReply.Of("Let me look.").ToolCall("c1", "price", """{"thing": "rope"}""").ToolCall("c2", "price", """{"thing": "tar"}""").ToolCall("c3", "price", """{"thing": "oil"}"""),
            FakeReply.Of("Ahoy", ", ", "25."));
        var (_, file) = await world.RecordAsync(Agent, new { question });
        return file;
    }
}
