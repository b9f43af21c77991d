using System.Net.WebSockets;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Http;
using FlowBuilder.Testing.Hubs;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hubs;

[Parallelizable(ParallelScope.All)]
public sealed class RunHubTests
{
    private FakeOpenAiServer _model = null!;
    private TestProgram _program = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _model = await FakeOpenAiServer.StartNewAsync();
        _program = new TestProgram();
        await _program.ConnectAsync(_model, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _program.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_streams_its_text_while_the_model_speaks(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));
        await using var hub = await ConnectAsync(program, cancellationToken);

        var texts = new List<string>();
        var types = new List<string>();
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);
        await foreach (var item in hub.StreamAsync("Start", cancellationToken, flow, new { inputs = new { question = "?" } }))
        {
            types.Add(item.GetProperty("type").GetString()!);
            if (types[^1] != "node.delta" || item.GetProperty("node").GetString() != "answer") continue;
            texts.Add(item.GetProperty("text").GetString()!);
            gate.Open();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts[0], Is.EqualTo("Hel"));
            Assert.That(string.Concat(texts), Is.EqualTo("Hello"));
            Assert.That(types[0], Is.EqualTo("run.started"));
            Assert.That(types[^1], Is.EqualTo("run.completed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Events_are_the_same_json_as_over_http(CancellationToken cancellationToken)
    {
        using var client = _program.Client();
        await using var hub = await ConnectAsync(_program, cancellationToken);
        var flow = await _program.StoreAsync(Drawings.Echo, cancellationToken);

        var overHub = await hub.StreamAsync("Start", cancellationToken, flow, new { inputs = new { question = "질문" } })
            .Select(item => item.GetRawText()).ToListAsync(cancellationToken);
        var runId = JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(overHub[0])).GetProperty("runId").GetString();
        using var answer = await client.GetAsync($"api/v1/runs/{runId}/events", cancellationToken);
        var overHttp = await answer.ReadEventsAsync(cancellationToken).Select(item => item.Data).ToListAsync(cancellationToken);

        Assert.That(overHub, Is.EqualTo(overHttp));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_can_be_watched_from_any_number(CancellationToken cancellationToken)
    {
        await using var hub = await ConnectAsync(_program, cancellationToken);
        var flow = await _program.StoreAsync(Drawings.Echo, cancellationToken);
        var all = await hub.StreamAsync("Start", cancellationToken, flow, new { inputs = new { question = "x" } }).ToListAsync(cancellationToken);

        var rest = await hub.StreamAsync("Watch", cancellationToken, all[0].GetProperty("runId").GetString(), 2).ToListAsync(cancellationToken);

        Assert.That(rest.Select(item => item.GetProperty("seq").GetInt64()), Is.EqualTo(all.Skip(2).Select(item => item.GetProperty("seq").GetInt64())));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_can_be_stopped_while_it_is_watched(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Of("Hel").Silence());
        await using var hub = await ConnectAsync(program, cancellationToken);

        var types = new List<string>();
        string? runId = null;
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);
        await foreach (var item in hub.StreamAsync("Start", cancellationToken, flow, new { inputs = new { question = "?" } }))
        {
            types.Add(item.GetProperty("type").GetString()!);
            runId ??= item.GetProperty("runId").GetString();
            if (types[^1] == "node.delta" && types.IndexOf("node.delta") == types.Count - 1) Assert.That((await hub.InvokeAsync("Cancel", cancellationToken, runId)).GetBoolean(), Is.True);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(types[^1], Is.EqualTo("run.cancelled"));
            Assert.That((await hub.InvokeAsync("Cancel", cancellationToken, "none")).GetBoolean(), Is.False);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-25")]
    public async Task A_watcher_that_leaves_changes_nothing_about_the_run(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);
        string? runId = null;
        await using (var leaving = await ConnectAsync(program, cancellationToken))
        {
            await foreach (var item in leaving.StreamAsync("Start", cancellationToken, flow, new { inputs = new { question = "?" } }))
            {
                runId ??= item.GetProperty("runId").GetString();
                if (item.GetProperty("type").GetString() == "node.delta") break;
            }
        }

        gate.Open();
        await using var hub = await ConnectAsync(program, cancellationToken);
        var last = await hub.StreamAsync("Watch", cancellationToken, runId, 0).LastAsync(cancellationToken);

        Assert.That(last.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("Hello"));
    }

    [TestCase("Start", "none", "flow.not-found")]
    [TestCase("Watch", "none", "run.not-found")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_not_there_is_refused_by_its_code(string method, string id, string code, CancellationToken cancellationToken)
    {
        await using var hub = await ConnectAsync(_program, cancellationToken);

        Assert.That(
            async () => await hub.StreamAsync(method, cancellationToken, id, method == "Start" ? new { } : 0).ToListAsync(cancellationToken),
            Throws.TypeOf<HubCallException>().With.Message.Contains($"{code}: "));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_missing_input_is_named(CancellationToken cancellationToken)
    {
        await using var hub = await ConnectAsync(_program, cancellationToken);
        var flow = await _program.StoreAsync(Drawings.Echo, cancellationToken);

        Assert.That(
            async () => await hub.StreamAsync("Start", cancellationToken, flow, null).ToListAsync(cancellationToken),
            Throws.TypeOf<HubCallException>().With.Message.Contains("run.bad-inputs: ").And.Message.Contains("question"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task A_page_of_another_site_cannot_connect(CancellationToken cancellationToken)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");

        Assert.That(
            async () => await socket.ConnectAsync(HubAddress(_program), cancellationToken),
            Throws.TypeOf<WebSocketException>().With.Message.Contains("403"));
    }

    private static async Task<HubClient> ConnectAsync(TestProgram program, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(HubAddress(program), cancellationToken);
        return await HubClient.ConnectAsync(socket, cancellationToken);
    }

    private static Uri HubAddress(TestProgram program) => new UriBuilder(new Uri(program.Address, "hubs/runs")) { Scheme = "ws" }.Uri;
}
