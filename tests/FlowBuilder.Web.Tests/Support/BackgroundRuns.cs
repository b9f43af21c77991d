using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Testing.Http;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Stores flows in a program that is a process of its own, starts runs of them in the background and looks at them, in one line each.</summary>
internal static class BackgroundRuns
{
    private static readonly FlowFormat Format = new(NodeCatalogue.FromAssemblies([typeof(NodesRegistration).Assembly]));

    /// <summary>Connects a fake model server under the name <c>fake</c>, that takes many calls at once and may be silent for long.</summary>
    public static async Task ConnectAsync(this HttpClient client, FakeOpenAiServer models, CancellationToken cancellationToken)
    {
        var limits = new { callsAtOnce = 1000, firstTokenSeconds = 3600, betweenTokensSeconds = 3600 };
        using var answer = await client.PostAsJsonAsync(
            "api/v1/connections",
            new { name = "fake", kind = "openai", baseUrl = models.BaseUrl, apiKey = "key", models = new[] { "fake-model" }, limits },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The canonical file of a flow that is drawn as text.</summary>
    public static byte[] FileOf(string drawing) => Format.Write(FlowText.Parse(drawing));

    /// <summary>Stores a flow that is drawn as text, and returns its id.</summary>
    public static async Task<string> StoreAsync(this HttpClient client, string drawing, CancellationToken cancellationToken)
    {
        using var stored = await client.PostBytesAsync("api/v1/flows", FileOf(drawing), cancellationToken);
        stored.EnsureSuccessStatusCode();
        return (await stored.JsonAsync(cancellationToken)).Text("id");
    }

    /// <summary>Asks for a run in the background.</summary>
    public static Task<HttpResponseMessage> AskForRunAsync(this HttpClient client, string flow, string question, CancellationToken cancellationToken) =>
        client.RunAsync(flow, JsonSerializer.Serialize(new { inputs = new { question } }), cancellationToken, headers: ("Prefer", "respond-async"));

    /// <summary>Starts a run in the background, and returns its id.</summary>
    public static async Task<string> BeginRunAsync(this HttpClient client, string flow, string question, CancellationToken cancellationToken)
    {
        using var answer = await client.AskForRunAsync(flow, question, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(202), body.ToString());
        return body.Text("runId");
    }

    /// <summary>A run as far as it is; fails where it is not there.</summary>
    public static async Task<JsonElement> FindRunAsync(this HttpClient client, string run, CancellationToken cancellationToken)
    {
        using var answer = await client.GetAsync($"api/v1/runs/{run}", cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), body.ToString());
        return body;
    }

    /// <summary>A run when it has ended; fails where at any time it is not there.</summary>
    public static async Task<JsonElement> EndedRunAsync(this HttpClient client, string run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await client.FindRunAsync(run, cancellationToken);
            if (found.Text("status") is not ("running" or "waiting")) return found;
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>The events of a run after a number, as they come, until it has ended.</summary>
    public static async IAsyncEnumerable<JsonElement> RunEventsAsync(
        this HttpClient client, string run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/runs/{run}/events?after={after}");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await foreach (var item in answer.ReadEventsAsync(cancellationToken))
        {
            if (item.Data.Length > 0) yield return JsonElement.Parse(item.Data);
        }
    }

    /// <summary>The number of an event.</summary>
    public static long Seq(this JsonElement runEvent) => runEvent.GetProperty("seq").GetInt64();

    /// <summary>Whether nothing comes after an event.</summary>
    public static bool IsFinal(this JsonElement runEvent) => runEvent.Text("type") is "run.completed" or "run.failed" or "run.cancelled";
}
