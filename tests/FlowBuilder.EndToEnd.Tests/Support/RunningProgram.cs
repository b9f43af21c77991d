using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>The whole program on a free port, with a data folder of its own.</summary>
public class RunningProgram : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("flowbuilder-e2e-").FullName;

    public RunningProgram() => UseKestrel(0);

    public string DataFolder => _data;

    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>Stores a flow file and returns the id of the flow.</summary>
    public async Task<string> StoreAsync(string file)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("api/v1/flows", JsonElement.Parse(file));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return JsonElement.Parse(text).GetProperty("id").GetString()!;
    }

    /// <summary>Connects a model server that speaks OpenAI's protocol.</summary>
    public async Task ConnectAsync(string name, Uri baseUrl)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var answer = await client.PostAsJsonAsync("api/v1/connections", new { name, kind = "openai", baseUrl });
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Replaces a stored flow through the API.</summary>
    public async Task ReplaceAsync(string id, string file)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var request = new HttpRequestMessage(HttpMethod.Put, $"api/v1/flows/{id}") { Content = JsonContent.Create(JsonElement.Parse(file)) };
        request.Headers.Add("If-Match", "*");
        using var answer = await client.SendAsync(request);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", _data);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");

        // By this name, and by no address, flows reach the pages that tests put on this machine.
        builder.UseSetting("Security:OutboundHosts:0", "localhost");
    }
}
