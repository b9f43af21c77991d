using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Http;
using FlowBuilder.Testing.Hubs;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class RealDocumentTests
{
    private const string License = "/usr/share/common-licenses/GPL-3";
    private const string Definition = "\"covered work\" means either the unmodified Program or a work based on the Program";

    private TestProgram _program = null!;
    private HttpClient _client = null!;
    private string _flow = null!;
    private object _request = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!File.Exists(License)) Assert.Ignore($"{License} is not on this machine; Debian and Ubuntu ship it.");
        _program = new TestProgram();
        _client = _program.Client();
        var sample = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "flows", "answer-from-document.json"));
        using var stored = await _client.PostBytesAsync("api/v1/flows", sample, CancellationToken.None);
        _flow = (await stored.JsonAsync(CancellationToken.None)).GetProperty("id").GetString()!;
        _request = new
        {
            inputs = new
            {
                question = "What is a covered work?",
                document = new { name = "GPL-3.txt", base64 = Convert.ToBase64String(await File.ReadAllBytesAsync(License)) },
            },
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client?.Dispose();
        if (_program is not null) await _program.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_question_is_answered_from_it_as_json(CancellationToken cancellationToken)
    {
        using var answer = await _client.RunAsync(_flow, JsonSerializer.Serialize(_request), cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("outputs").GetProperty("answer").GetString(), Does.Contain(Definition));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_question_is_answered_from_it_as_a_stream(CancellationToken cancellationToken)
    {
        using var answer = await _client.RunAsync(
            _flow, JsonSerializer.Serialize(_request), cancellationToken, "text/event-stream", "?events=output");
        var pieces = await answer.ReadEventsAsync(cancellationToken)
            .Where(item => item.EventType == "node.delta")
            .Select(item => JsonElement.Parse(Encoding.UTF8.GetBytes(item.Data)).GetProperty("text").GetString())
            .ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pieces, Has.Count.GreaterThan(1));
            Assert.That(string.Concat(pieces), Does.Contain(Definition));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_question_is_answered_from_it_through_the_hub(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(new Uri(_program.Address, "hubs/runs")) { Scheme = "ws" }.Uri, cancellationToken);
        await using var hub = await HubClient.ConnectAsync(socket, cancellationToken);

        var last = await hub.StreamAsync("Start", cancellationToken, _flow, _request).LastAsync(cancellationToken);

        Assert.That(last.GetProperty("outputs").GetProperty("answer").GetString(), Does.Contain(Definition));
    }
}
