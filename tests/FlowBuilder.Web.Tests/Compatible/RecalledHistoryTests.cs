using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

/// <summary>Callers who send the name of a session instead of what was said in it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RecalledHistoryTests
{
    private TestProgram _program = null!;
    private FakeOpenAiServer _model = null!;
    private string _key = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _model = await FakeOpenAiServer.StartNewAsync();
        _model.Otherwise = request => SaidTo(request).ToList() is var said && said[^1] == "user: Hm" ? FakeReply.Of("Yes?") : FakeReply.Of(string.Join(" | ", said));
        _program = new TestProgram();
        await _program.ConnectAsync(_model, CancellationToken.None);
        await _program.PublishAsync("talk", Published.Chat, CancellationToken.None);
        await _program.PublishAsync("open", Published.Chat, CancellationToken.None);
        await _program.ChangeAsync("open", new { isPublic = true, publicRequestsPerMinute = 1000 }, CancellationToken.None);
        _key = await _program.NewKeyAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _program.DisposeAsync();
        await _model.DisposeAsync();
    }

    [TestCase("run", """{"input_value":"QUESTION","session_id":"SESSION"}""")]
    [TestCase("prediction", """{"question":"QUESTION","chatId":"SESSION"}""")]
    [TestCase("prediction", """{"question":"QUESTION","sessionId":"SESSION"}""")]
    [TestCase("prediction", """{"question":"QUESTION","overrideConfig":{"sessionId":"SESSION"}}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_second_question_knows_the_first_of_its_session_alone(string protocol, string body, CancellationToken cancellationToken)
    {
        var session = Guid.NewGuid().ToString("N") + "-session";
        using var client = _program.ClientWith(_key);

        var first = await AskAsync(client, "talk", protocol, body, "My name is Mina", session, cancellationToken);
        var second = await AskAsync(client, "talk", protocol, body, "Who am I?", session, cancellationToken);
        var third = await AskAsync(client, "talk", protocol, body, "And now?", session, cancellationToken);
        var elsewhere = await AskAsync(client, "talk", protocol, body, "Who am I?", session + "-other", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo("user: My name is Mina"));
            Assert.That(second, Is.EqualTo("user: My name is Mina | assistant: user: My name is Mina | user: Who am I?"));
            Assert.That(third, Is.EqualTo($"user: My name is Mina | assistant: {first} | user: Who am I? | assistant: {second} | user: And now?"));
            Assert.That(elsewhere, Is.EqualTo("user: Who am I?"));
        }
    }

    [TestCase("run/talk?stream=true", """{"input_value":"QUESTION","session_id":"SESSION"}""")]
    [TestCase("prediction/talk", """{"question":"QUESTION","chatId":"SESSION","streaming":true}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Who_has_heard_the_end_of_a_stream_is_understood_at_once(string path, string body, CancellationToken cancellationToken)
    {
        var session = Guid.NewGuid().ToString("N");
        using var client = _program.ClientWith(_key);

        using var first = await PostAsync(client, path, body, "My name is Mina", session, cancellationToken);
        var heard = await first.Content.ReadAsStringAsync(cancellationToken);
        using var second = await PostAsync(client, path, body, "Who am I?", session, cancellationToken);
        var text = await second.Content.ReadAsStringAsync(cancellationToken);

        Assert.That(heard, Does.Contain("Mina"));
        Assert.That(text, Does.Contain("user: My name is Mina | assistant: user: My name is Mina | user: Who am I?"));
    }

    [TestCase("""[{"role":"userMessage","content":"I am Jun"}]""", "user: I am Jun | user: Who am I?")]
    [TestCase("[]", "user: Who am I?")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_history_that_the_caller_sends_is_taken_as_it_is(string history, string expected, CancellationToken cancellationToken)
    {
        var session = Guid.NewGuid().ToString("N");
        using var client = _program.ClientWith(_key);
        await AskAsync(client, "talk", "prediction", """{"question":"QUESTION","chatId":"SESSION"}""", "My name is Mina", session, cancellationToken);

        var answer = await AskAsync(
            client, "talk", "prediction", $$"""{"question":"QUESTION","chatId":"SESSION","history":{{history}}}""", "Who am I?", session, cancellationToken);

        Assert.That(answer, Is.EqualTo(expected));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-38")]
    public async Task Another_key_that_names_the_same_session_hears_nothing_of_it_and_hides_nothing(CancellationToken cancellationToken)
    {
        const string Body = """{"input_value":"QUESTION","session_id":"SESSION"}""";
        var session = Guid.NewGuid().ToString("N");
        using var mina = _program.ClientWith(_key);
        using var stranger = _program.ClientWith(await _program.NewKeyAsync(cancellationToken));
        await AskAsync(mina, "talk", "run", Body, "My name is Mina", session, cancellationToken);

        for (var i = 0; i < 22; i++) await AskAsync(stranger, "talk", "run", Body, "Hm", session, cancellationToken);
        var strange = await AskAsync(stranger, "talk", "run", Body, "Who am I?", session, cancellationToken);
        var again = await AskAsync(mina, "talk", "run", Body, "Who am I?", session, cancellationToken);

        Assert.That(strange, Is.EqualTo(string.Concat(Enumerable.Repeat("user: Hm | assistant: Yes? | ", 20)) + "user: Who am I?"));
        Assert.That(again, Does.StartWith("user: My name is Mina | assistant: ").And.EndsWith("user: Who am I?"));
    }

    [TestCase("visitor-1", false)]
    [TestCase("6ba7b810-9dad-11d1-80b4-00c04fd430c8", false)]
    [TestCase("3f0c1a52-6b1e-4d0c-9a55-0d6f2f2b7d11", true)]
    [TestCase("0199f5a0-7b1c-7e33-8f4e-5a1d2c3b4e5f", true)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Without_a_key_only_a_session_that_nobody_can_guess_is_remembered(string session, bool isRemembered, CancellationToken cancellationToken)
    {
        const string Body = """{"question":"QUESTION","chatId":"SESSION"}""";
        using var client = _program.Client();
        await AskAsync(client, "open", "prediction", Body, "My name is Mina", session, cancellationToken);

        var answer = await AskAsync(client, "open", "prediction", Body, "Who am I?", session, cancellationToken);

        Assert.That(answer.Contains("Mina", StringComparison.Ordinal), Is.EqualTo(isRemembered), answer);
    }

    private static async Task<string> AskAsync(
        HttpClient client, string slug, string protocol, string body, string question, string session, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(client, $"{protocol}/{slug}", body, question, session, cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), json.GetRawText());
        return json.GetProperty("text").GetString()!;
    }

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string path, string body, string question, string session, CancellationToken cancellationToken) =>
        client.PostTextAsync(
            $"api/v1/{path}",
            body.Replace("QUESTION", question, StringComparison.Ordinal).Replace("SESSION", session, StringComparison.Ordinal),
            cancellationToken);

    private static IEnumerable<string> SaidTo(FakeRequest request) =>
        request.Body.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("role").GetString()}: {TextOf(message.GetProperty("content"))}");

    private static string? TextOf(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString() : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
}
