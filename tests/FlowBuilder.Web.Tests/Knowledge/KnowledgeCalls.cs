using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Knowledge;

/// <summary>Calls on knowledge bases in one line.</summary>
internal static class KnowledgeCalls
{
    public static async Task<JsonElement> MakeBaseAsync(this HttpClient client, string id, object? settings, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/knowledge", new { id, name = id, settings }, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), body.ToString());
        return body;
    }

    public static async Task<JsonElement> AddTextsAsync(
        this HttpClient client, string id, CancellationToken cancellationToken, params (string Id, string Text)[] texts)
    {
        var documents = texts.Select(text => new { id = text.Id, title = text.Id, text = text.Text });
        using var answer = await client.PostAsJsonAsync($"api/v1/knowledge/{id}/documents", new { documents }, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(202), body.ToString());
        return body;
    }

    public static Task<HttpResponseMessage> AddFilesAsync(
        this HttpClient client, string id, CancellationToken cancellationToken, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "files", name);
        return client.PostAsync($"api/v1/knowledge/{id}/documents", form, cancellationToken);
    }

    /// <summary>Watches the knowledge base until nothing waits or is worked on any more.</summary>
    public static Task<JsonElement> IdleAsync(this HttpClient client, string id, CancellationToken cancellationToken) => client.UntilAsync(
        id,
        "knowledge",
        body => body.GetProperty("counts").GetProperty("unfinished").GetInt32() == 0,
        cancellationToken);

    /// <summary>Watches the knowledge base until an event of a kind has what is waited for; <c>whenOpen</c> is done once nothing can be missed any more.</summary>
    public static async Task<JsonElement> UntilAsync(
        this HttpClient client, string id, string kind, Func<JsonElement, bool> isIt, CancellationToken cancellationToken, Func<Task>? whenOpen = null)
    {
        using var stream = new StreamReader(await client.GetStreamAsync($"api/v1/knowledge/{id}/events", cancellationToken), Encoding.UTF8);
        var current = "";
        while (await stream.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) current = line["event: ".Length..];
            if (whenOpen is not null)
            {
                await whenOpen();
                whenOpen = null;
            }

            if (current != kind || !line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            var body = JsonElement.Parse(line["data: ".Length..]);
            if (isIt(body)) return body;
        }

        throw new InvalidOperationException("The events ended.");
    }

    public static async Task<IReadOnlyList<JsonElement>> SearchAsync(
        this HttpClient client, string id, string query, string mode, CancellationToken cancellationToken, int top = 5)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/knowledge/{id}/search", new { query, mode, top }, cancellationToken);
        var body = await answer.JsonAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), body.ToString());
        return [.. body.GetProperty("results").EnumerateArray()];
    }

    public static async Task<string[]> FoundAsync(this HttpClient client, string id, string query, CancellationToken cancellationToken) =>
        [.. (await client.SearchAsync(id, query, "keyword", cancellationToken)).Select(hit => hit.GetProperty("documentId").GetString()!)];

    public static async Task<JsonElement> DocumentAsync(this HttpClient client, string id, string document, CancellationToken cancellationToken) =>
        await client.GetFromJsonAsync<JsonElement>($"api/v1/knowledge/{id}/documents/{document}", cancellationToken);
}
