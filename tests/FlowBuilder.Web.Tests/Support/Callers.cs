using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Publishes flows, makes keys and calls endpoints in one line each.</summary>
internal static class Callers
{
    /// <summary>Stores a flow that is drawn as text, publishes it, and returns its id.</summary>
    public static async Task<string> PublishAsync(this TestProgram program, HttpClient client, string drawing, string slug, CancellationToken cancellationToken)
    {
        var flow = await program.StoreAsync(drawing, cancellationToken);
        await client.PublishAsync(flow, slug, cancellationToken);
        return flow;
    }

    /// <summary>Publishes a flow as it is, and returns the number of the version.</summary>
    public static async Task<int> PublishAsync(this HttpClient client, string flow, string slug, CancellationToken cancellationToken, string note = "")
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/flows/{flow}/publish", new { slug, note }, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("version").GetInt32();
    }

    /// <summary>Replaces a flow by another drawing.</summary>
    public static async Task RedrawAsync(this TestProgram program, HttpClient client, string flow, string drawing, CancellationToken cancellationToken)
    {
        using var answer = await client.PutBytesAsync($"api/v1/flows/{flow}", program.FileOf(drawing), "*", cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Makes a key and returns its secret.</summary>
    public static async Task<string> MakeKeyAsync(this HttpClient client, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/keys", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("key").GetString()!;
    }

    /// <summary>Makes a key that may call every endpoint.</summary>
    public static Task<string> MakeKeyAsync(this HttpClient client, CancellationToken cancellationToken) =>
        client.MakeKeyAsync(new { name = "tests", scopes = new[] { "run" } }, cancellationToken);

    /// <summary>Changes an endpoint.</summary>
    public static async Task ChangeEndpointAsync(this HttpClient client, string slug, object change, CancellationToken cancellationToken)
    {
        using var answer = await client.PutAsJsonAsync($"api/v1/endpoints/{slug}", change, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Calls an endpoint, and returns once the answer's headers are there.</summary>
    public static Task<HttpResponseMessage> CallAsync(
        this HttpClient client,
        string slug,
        string body,
        string? key,
        CancellationToken cancellationToken,
        string query = "",
        params (string Name, string Value)[] headers) =>
        client.CallAsync(slug, new StringContent(body, Encoding.UTF8, "application/json"), key, cancellationToken, query, headers);

    /// <summary>As above, with any body.</summary>
    public static Task<HttpResponseMessage> CallAsync(
        this HttpClient client,
        string slug,
        HttpContent body,
        string? key,
        CancellationToken cancellationToken,
        string query = "",
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/endpoints/{slug}{query}") { Content = body };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Asks with a key.</summary>
    public static Task<HttpResponseMessage> AskAsync(
        this HttpClient client, HttpMethod method, string path, string? key, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
