using System.Diagnostics;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>Calls the published flow, reads its answer as it comes, and notes how late each token was and whether one is missing.</summary>
internal sealed class StreamingCaller(HttpClient client, string key)
{
    /// <summary>Makes one call.</summary>
    public async Task<StreamedAnswer> CallAsync(CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/endpoints/{LoadWorld.Slug}?events=output")
            {
                Content = new StringContent("""{"inputs":{"question":"?"}}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.Authorization = new("Bearer", key);
            request.Headers.Accept.Add(new("text/event-stream"));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                // Read to its end: a connection that is dropped for each refusal would be most of the work of both sides.
                await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
                return new StreamedAnswer { Status = (int)answer.StatusCode, HasRetryAfter = answer.Headers.RetryAfter is not null };
            }

            return await ReadAsync(answer, asked, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new StreamedAnswer { Failure = failure.Message };
        }
    }

    private static async Task<StreamedAnswer> ReadAsync(HttpResponseMessage answer, long asked, CancellationToken cancellationToken)
    {
        var delays = new List<(long, double)>();
        var next = 0;
        double? first = null;
        var isOrdered = true;
        var rest = "";
        var end = "";
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body, TextOf).EnumerateAsync(cancellationToken))
        {
            end = item.EventType;
            if (item.Data is null) continue;
            var now = Stopwatch.GetTimestamp();
            first ??= Stopwatch.GetElapsedTime(asked, now).TotalMilliseconds;
            var text = rest + item.Data;
            var whole = text.LastIndexOf(' ') + 1;
            rest = text[whole..];
            foreach (var token in text[..whole].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = token.IndexOf(':', StringComparison.Ordinal);
                isOrdered &= int.Parse(token[..colon], CultureInfo.InvariantCulture) == next++;
                delays.Add((now, Stopwatch.GetElapsedTime(long.Parse(token[(colon + 1)..], CultureInfo.InvariantCulture), now).TotalMilliseconds));
            }
        }

        return new StreamedAnswer { Status = 200, Tokens = next, IsOrdered = isOrdered, IsComplete = end == "run.completed", FirstTokenMs = first, Delays = delays };
    }

    // Read in place: a thousand callers share the machine with what they measure.
    private static string? TextOf(string type, ReadOnlySpan<byte> data)
    {
        if (type != "node.delta") return null;
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("text"u8)) continue;
            json.Read();
            return json.GetString();
        }

        return null;
    }
}
