using System.Text;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Values;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class EndpointRunsTests
{
    private const string Talk = """
        message: input.chat {"name":"message"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        answer: output.chat {"name":"answer"}
        message.text -> model.prompt
        message.history -> model.history
        model.text -> answer.value
        """;

    private TestProgram _program = null!;
    private HttpClient _client = null!;
    private FakeOpenAiServer _model = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _model = await FakeOpenAiServer.StartNewAsync();
        _program = new TestProgram();
        _client = _program.Client();
        await _program.ConnectAsync(_model, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_message_goes_in_with_what_was_said_before_and_its_answer_comes_piece_by_piece(CancellationToken cancellationToken)
    {
        var call = await OpenAsync(Talk, "talk", cancellationToken);
        var gate = new FakeGate();
        _model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));

        var run = await Runs.StartAsync(
            call,
            new EndpointAsk
            {
                Message = new AskedMessage("And now?")
                {
                    History =
                    [
                        new Message(MessageRole.System, "Be brief."),
                        new Message(MessageRole.User, "Hi"),
                        new Message(MessageRole.Assistant, "Hello"),
                        new Message(MessageRole.Tool, "42"),
                    ],
                },
            },
            cancellationToken);
        var answer = run.NewAnswer();
        var pieces = new List<string>();
        RunEvent? last = null;
        await foreach (var runEvent in run.EventsAsync(0, cancellationToken))
        {
            last = runEvent;
            if (answer.Take(runEvent) is not { Length: > 0 } piece) continue;
            pieces.Add(piece);
            gate.Open();
        }

        var ended = await run.EndAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pieces, Is.EqualTo(new[] { "Hel", "lo" }));
            Assert.That(last, Is.InstanceOf<RunCompleted>());
            Assert.That(ended.Status, Is.EqualTo(RunStatus.Completed));
            Assert.That(run.AnswerOf(ended), Is.EqualTo("Hello"));
            Assert.That(ended.Inputs["message"].GetProperty("history").EnumerateArray().Select(message => message.GetProperty("role").GetString()),
                Is.EqualTo(new[] { "system", "user", "assistant" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Several_results_become_one_text_and_a_repeated_call_gives_it_again(CancellationToken cancellationToken)
    {
        var call = await OpenAsync(
            """
            message: input.text {"name":"message"}
            first: output.text {"name":"first"}
            second: output.text {"name":"second"}
            message.text -> first.value
            message.text -> second.value
            """,
            "several",
            cancellationToken);
        var ask = new EndpointAsk { Message = new AskedMessage("hi"), IdempotencyKey = "k" };

        var first = await Runs.StartAsync(call, ask, cancellationToken);
        var (one, _) = (await TextAsync(first, cancellationToken), await first.EndAsync(cancellationToken));
        var second = await Runs.StartAsync(call, ask, cancellationToken);
        var two = await TextAsync(second, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(one, Is.EqualTo("hi\n\nhi"));
            Assert.That(two, Is.EqualTo(one));
            Assert.That(second.Id, Is.EqualTo(first.Id));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_goes_to_the_input_that_takes_it_and_is_refused_where_none_does(CancellationToken cancellationToken)
    {
        var call = await OpenAsync(
            """
            message: input.text {"name":"message"}
            file: input.file {"name":"document"}
            load: documents.load {}
            prompt: prompt.template {"template":"{{question}} {{text}}"}
            answer: output.text {"name":"answer"}
            file.value -> load.file
            load.documents -> prompt.text
            message.text -> prompt.question
            prompt.text -> answer.value
            """,
            "file",
            cancellationToken);
        var file = new FileValue("a.txt", "text/plain", "the text"u8.ToArray());

        var run = await Runs.StartAsync(call, new EndpointAsk { Message = new AskedMessage("Read") { Files = [file] } }, cancellationToken);
        var text = await TextAsync(run, cancellationToken);
        var refusal = Assert.ThrowsAsync<ApiException>(async () => await Runs.StartAsync(
            call, new EndpointAsk { Message = new AskedMessage("Read") { Files = [file, file] } }, cancellationToken));

        Assert.That(text, Does.Contain("the text"));
        Assert.That(refusal!.Problem.Code, Is.EqualTo("endpoint.no-file"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_that_takes_no_message_says_so(CancellationToken cancellationToken)
    {
        var call = await OpenAsync(
            """
            number: input.number {"name":"number"}
            answer: output.value {"name":"answer"}
            number.value -> answer.value
            """,
            "silent",
            cancellationToken);

        var refusal = Assert.ThrowsAsync<ApiException>(async () => await Runs.StartAsync(call, new EndpointAsk { Message = new AskedMessage("hi") }, cancellationToken));

        Assert.That(refusal!.Problem.Code, Is.EqualTo("endpoint.no-message"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_was_said_in_a_session_is_found_again_by_the_same_caller_alone(CancellationToken cancellationToken)
    {
        var stranger = await OpenAsync(Drawings.Chat, "session", cancellationToken);
        var caller = stranger with { Key = KeyOf("caller") };
        foreach (var (call, text, session) in new[] { (caller, "one", "s"), (caller, "elsewhere", "other"), (stranger, "mine", "s"), (caller, "two", "s") })
            await (await Runs.StartAsync(call, new EndpointAsk { Message = new AskedMessage(text), Session = session }, cancellationToken)).EndAsync(cancellationToken);

        var history = _program.Services.GetRequiredService<EndpointHistory>();
        var (known, strange, nobody) = (
            await history.OfAsync(caller, "s", cancellationToken),
            await history.OfAsync(stranger, "s", cancellationToken),
            await history.OfAsync(stranger with { Key = KeyOf("another") }, "s", cancellationToken));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Select(message => $"{message.Role}: {message.Text}"), Is.EqualTo(new[] { "user: one", "assistant: one", "user: two", "assistant: two" }));
            Assert.That(strange, Is.Empty);
            Assert.That(nobody, Is.Empty);
        }
    }

    private static ApiKey KeyOf(string id) => new() { Id = id, Name = id, Scopes = ApiKeyScope.Run, CreatedAt = DateTimeOffset.UnixEpoch };

    private EndpointRuns Runs => _program.Services.GetRequiredService<EndpointRuns>();

    private async Task<EndpointCall> OpenAsync(string drawing, string slug, CancellationToken cancellationToken)
    {
        await _program.PublishAsync(_client, drawing, slug, cancellationToken);
        return new EndpointCall((await _program.Services.GetRequiredService<IEndpointStore>().FindAsync(slug, cancellationToken))!, null, "");
    }

    private static async Task<string> TextAsync(EndpointRun run, CancellationToken cancellationToken)
    {
        var (answer, text) = (run.NewAnswer(), new StringBuilder());
        await foreach (var runEvent in run.EventsAsync(0, cancellationToken)) text.Append(answer.Take(runEvent));
        return text.ToString();
    }
}
