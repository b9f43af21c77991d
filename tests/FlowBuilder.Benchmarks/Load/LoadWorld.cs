using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>The program with a published flow that asks a steady model.</summary>
internal sealed class LoadWorld : IAsyncDisposable
{
    /// <summary>The endpoint's name.</summary>
    public const string Slug = "load";

    private const string Flow = """
        { "format": "flowbuilder/1", "name": "Load",
          "nodes": [
            { "id": "in", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "question" } },
            { "id": "model", "type": "model.chat", "version": 1, "position": { "x": 300, "y": 0 }, "settings": { "connection": "steady", "model": "m" } },
            { "id": "out", "type": "output.text", "version": 1, "position": { "x": 600, "y": 0 }, "settings": { "name": "answer" } } ],
          "edges": [ { "from": "in.text", "to": "model.prompt" }, { "from": "model.text", "to": "out.value" } ] }
        """;

    private readonly TokenServer _model;

    private LoadWorld(TokenServer model, ServerProcess server, HttpClient client, string key) =>
        (_model, Server, Client, Caller) = (model, server, client, new StreamingCaller(client, key));

    /// <summary>The program.</summary>
    public ServerProcess Server { get; }

    /// <summary>What calls it.</summary>
    public StreamingCaller Caller { get; }

    private HttpClient Client { get; }

    /// <summary>Starts all of it.</summary>
    public static async Task<LoadWorld> StartAsync(LoadOptions options)
    {
        var model = await TokenServer.StartAsync(options.Tokens, TimeSpan.FromSeconds(1) / options.TokensPerSecond);
        var server = await ServerProcess.StartAsync([.. options.Settings]);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        await PostAsync(client, "connections", new { name = "steady", kind = "openai", baseUrl = model.BaseUrl, apiKey = "k", limits = new { callsAtOnce = 10_000, callsWaiting = 0 } });
        using var stored = await client.PostAsync("api/v1/flows", new StringContent(Flow, Encoding.UTF8, "application/json"));
        var flow = (await stored.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await PostAsync(client, $"flows/{flow}/publish", new { slug = Slug });
        await SendAsync(client, HttpMethod.Put, $"endpoints/{Slug}", new { durability = options.Durability });
        var key = (await PostAsync(client, "keys", new { name = "load", scopes = new[] { "run" } })).GetProperty("key").GetString()!;
        return new LoadWorld(model, server, client, key);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await _model.DisposeAsync();
    }

    private static Task<JsonElement> PostAsync(HttpClient client, string path, object body) => SendAsync(client, HttpMethod.Post, path, body);

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}") { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
