using System.Net.Http.Json;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class RecordingTests
{
    private const string Ask = """
        question: input.text {"name": "question", "default": "How long is the warranty?"}
        ask: model.chat {"connection": "fake"}
        answer: output.text {"name": "answer"}
        question.text -> ask.prompt
        ask.text -> answer.value
        """;

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_connection_records_what_its_flow_is_answered_and_replays_it_without_calling_its_provider(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.StoreAsync(Ask, cancellationToken);
        await using var model = await FakeOpenAiServer.StartNewAsync();
        model.Reply(FakeReply.Of("Two", " years."));
        using var connected = await client.PostAsJsonAsync("api/v1/connections", Connection(model, "record"), cancellationToken);
        var recorded = await RunAsync(client, flow, new { }, cancellationToken);

        using var changed = await client.PutAsJsonAsync("api/v1/connections/fake", Connection(model, "replay"), cancellationToken);
        var replayed = await RunAsync(client, flow, new { }, cancellationToken);
        var other = await RunAsync(client, flow, new { inputs = new { question = "How long is the trial?" } }, cancellationToken);
        using var file = await client.GetAsync($"api/v1/flows/{flow}/recording", cancellationToken);
        using var connection = await client.GetAsync("api/v1/connections/fake", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)connected.StatusCode, Is.EqualTo(201));
            Assert.That(recorded.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("Two years."));
            Assert.That(replayed.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("Two years."));
            Assert.That(other.GetProperty("code").GetString(), Is.EqualTo("not-recorded"));
            Assert.That(model.Requests, Has.Count.EqualTo(1));
            Assert.That(file.Content.Headers.ContentDisposition!.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName, Is.EqualTo("test.recording.json"));
            Assert.That(await file.Content.ReadAsStringAsync(cancellationToken), Does.Contain("\"Two\"").And.Not.Contain("fbcanary"));
            Assert.That((await connection.JsonAsync(cancellationToken)).GetProperty("recording").GetString(), Is.EqualTo("replay"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_can_ask_to_be_recorded_or_replayed_and_its_details_say_so(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.StoreAsync(Ask, cancellationToken);
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await program.ConnectAsync(model, cancellationToken);

        var live = await RunAsync(client, flow, new { }, cancellationToken);
        using var before = await client.GetAsync($"api/v1/flows/{flow}/recording", cancellationToken);
        var recorded = await RunAsync(client, flow, new { recording = "record" }, cancellationToken);
        var replayed = await RunAsync(client, flow, new { recording = "replay" }, cancellationToken);
        var details = new List<string?>();
        foreach (var run in new[] { live, recorded, replayed })
        {
            using var detail = await client.GetAsync($"api/v1/runs/{run.GetProperty("runId").GetString()}", cancellationToken);
            details.Add((await detail.JsonAsync(cancellationToken)).TryGetProperty("recording", out var mode) ? mode.GetString() : null);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)before.StatusCode, Is.EqualTo(404));
            Assert.That(details, Is.EqualTo(new[] { null, "record", "replay" }));
            Assert.That(replayed.GetProperty("outputs").GetRawText(), Is.EqualTo(recorded.GetProperty("outputs").GetRawText()));
            Assert.That(model.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_recording_goes_from_one_flow_to_another_as_a_file(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var (first, second) = (await program.StoreAsync(Ask, cancellationToken), await program.StoreAsync(Ask.Replace("\"fake\"", "\"elsewhere\"", StringComparison.Ordinal), cancellationToken));
        await using (var model = await FakeOpenAiServer.StartNewAsync())
        {
            await program.ConnectAsync(model, cancellationToken);
            await RunAsync(client, first, new { recording = "record" }, cancellationToken);
        }

        using var file = await client.GetAsync($"api/v1/flows/{first}/recording", cancellationToken);
        using var put = await client.PutAsync($"api/v1/flows/{second}/recording", Json(await file.Content.ReadAsStringAsync(cancellationToken)), cancellationToken);
        var replayed = await RunAsync(client, second, new { recording = "replay" }, cancellationToken);
        using var broken = await client.PutAsync($"api/v1/flows/{second}/recording", Json("""{ "recording": 1 }"""), cancellationToken);
        using var deleted = await client.DeleteAsync($"api/v1/flows/{second}/recording", cancellationToken);
        using var again = await client.DeleteAsync($"api/v1/flows/{second}/recording", cancellationToken);
        var problem = await broken.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)put.StatusCode, (int)broken.StatusCode, (int)deleted.StatusCode, (int)again.StatusCode), Is.EqualTo((204, 422, 204, 404)));
            Assert.That(replayed.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("Hello from the fake."));
            Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("recording.broken"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.StartWith("$.calls: "));
        }
    }

    private static object Connection(FakeOpenAiServer model, string recording) =>
        new { name = "fake", kind = "openai", baseUrl = model.BaseUrl, apiKey = "fbcanary-key", models = new[] { "fake-model" }, recording };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<System.Text.Json.JsonElement> RunAsync(HttpClient client, string flow, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/flows/{flow}/runs", body, cancellationToken);
        return await answer.JsonAsync(cancellationToken);
    }
}
