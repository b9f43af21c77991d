using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Sends and reads JSON in one line.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, CancellationToken cancellationToken) =>
        JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));

    /// <summary>The problem of an answer, after checking that it is one of the status.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer, int status, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), text);
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        }

        var problem = JsonElement.Parse(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.GetProperty("code").GetString(), Does.Match("^[a-z0-9]+([.-][a-z0-9]+)*$"));
            Assert.That(problem.GetProperty("title").GetString(), Is.Not.Empty);
            Assert.That(problem.GetProperty("detail").GetString(), Is.Not.Empty);
        }

        return problem;
    }

    public static string Code(this JsonElement problem) => problem.GetProperty("code").GetString()!;

    public static IReadOnlyList<string> ProblemCodes(this JsonElement problem) =>
        [.. problem.GetProperty("problems").EnumerateArray().Select(item => item.GetProperty("code").GetString()!)];

    public static Task<HttpResponseMessage> PostTextAsync(
        this HttpClient client, string path, string body, CancellationToken cancellationToken, string mediaType = "application/json") =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, mediaType), cancellationToken);

    public static Task<HttpResponseMessage> PostBytesAsync(this HttpClient client, string path, byte[] body, CancellationToken cancellationToken) =>
        client.PostAsync(path, Json(body), cancellationToken);

    public static Task<HttpResponseMessage> PutBytesAsync(
        this HttpClient client, string path, byte[] body, string? ifMatch, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request, cancellationToken);
    }

    /// <summary>Asks for a run with any headers, and returns once the answer's own headers are there.</summary>
    public static Task<HttpResponseMessage> RunAsync(
        this HttpClient client,
        string flowId,
        string body,
        CancellationToken cancellationToken,
        string accept = "application/json",
        string query = "",
        params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/flows/{flowId}/runs{query}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
