using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>The program with a published flow that asks a steady model.</summary>
internal sealed class LoadWorld : IAsyncDisposable
{
    /// <summary>The name of the endpoint that asks the model.</summary>
    public const string Slug = "load";

    private const string Flow = """
        { "format": "flowbuilder/1", "name": "Load",
          "nodes": [
            { "id": "in", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "question" } },
            { "id": "model", "type": "model.chat", "version": 1, "position": { "x": 300, "y": 0 }, "settings": { "connection": "steady", "model": "m" } },
            { "id": "out", "type": "output.text", "version": 1, "position": { "x": 600, "y": 0 }, "settings": { "name": "answer" } } ],
          "edges": [ { "from": "in.text", "to": "model.prompt" }, { "from": "model.text", "to": "out.value" } ] }
        """;

    private LoadWorld(TokenServer model, ServerProcess server, HttpClient client, string key) =>
        (Model, Server, Client, Key, Caller) = (model, server, client, key, new StreamingCaller(client, key));

    /// <summary>The model.</summary>
    public TokenServer Model { get; }

    /// <summary>The program.</summary>
    public ServerProcess Server { get; }

    /// <summary>What calls it.</summary>
    public StreamingCaller Caller { get; }

    /// <summary>What reaches the program.</summary>
    public HttpClient Client { get; }

    /// <summary>A key that may call its endpoints.</summary>
    public string Key { get; }

    /// <summary>Starts all of it.</summary>
    public static async Task<LoadWorld> StartAsync(LoadOptions options)
    {
        var model = await TokenServer.StartAsync(options.Tokens, TimeSpan.FromSeconds(1) / options.TokensPerSecond);
        var server = await ServerProcess.StartAsync([.. options.Settings]);
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxResponseDrainSize = 0, ResponseDrainTimeout = TimeSpan.Zero }) { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        await PostAsync(client, "connections", new { name = "steady", kind = "openai", baseUrl = model.BaseUrl, apiKey = "k", limits = new { callsAtOnce = 10_000, callsWaiting = 0 } });
        var key = (await PostAsync(client, "keys", new { name = "load", scopes = new[] { "run" } })).GetProperty("key").GetString()!;
        var world = new LoadWorld(model, server, client, key);
        await world.PublishAsync(Slug, Flow, options.Durability);
        return world;
    }

    /// <summary>Stores and publishes a flow.</summary>
    /// <param name="slug">The endpoint's name.</param>
    /// <param name="flow">The flow file.</param>
    /// <param name="durability">What of its runs is on disk while they are under way.</param>
    public async Task PublishAsync(string slug, string flow, string durability)
    {
        using var stored = await Client.PostAsync("api/v1/flows", new StringContent(flow, Encoding.UTF8, "application/json"));
        var id = (await stored.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await PostAsync(Client, $"flows/{id}/publish", new { slug });
        await SendAsync(Client, HttpMethod.Put, $"endpoints/{slug}", new { durability });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        await Model.DisposeAsync();
    }

    private static Task<JsonElement> PostAsync(HttpClient client, string path, object body) => SendAsync(client, HttpMethod.Post, path, body);

    private static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/{path}") { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }
}
