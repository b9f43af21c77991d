using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace FlowBuilder.Testing.Http;

/// <summary>Reads server-sent events as a browser does.</summary>
public static class EventStreamReader
{
    /// <summary>The events of an answer, as they come.</summary>
    public static async IAsyncEnumerable<SseItem<string>> ReadEventsAsync(
        this HttpResponseMessage response, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken)) yield return item;
    }
}
