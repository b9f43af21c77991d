using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Events of a run as server-sent events: <c>id</c> the number, <c>event</c> the type, <c>data</c> the JSON.</summary>
/// <remarks>
/// Pulls one event after the other as fast as the client reads, so a slow client costs no memory and holds up nobody. A
/// comment every 15 seconds keeps proxies from closing a quiet line. A client that leaves ends the reading, not the run.
/// </remarks>
internal sealed class EventStream(string runId, IAsyncEnumerable<RunEvent> events, Func<RunEvent, bool> isShown, TimeProvider time) : IResult
{
    /// <summary>The header that tells the run's id before its first event.</summary>
    public const string RunHeader = "FlowBuilder-Run";

    private const int FlushSize = 16 * 1024;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => LiveAnswer.UntilGoneAsync(httpContext, async gone =>
    {
        await LiveAnswer.BeginAsync(httpContext, "text/event-stream", runId);
        await httpContext.Response.BodyWriter.FlushAsync(gone);
        await CopyAsync(httpContext.Response.BodyWriter, gone);
    });

    private async Task CopyAsync(PipeWriter output, CancellationToken gone)
    {
        await using var reader = events.GetAsyncEnumerator(gone);
        await using var line = new QuietLine(time, output, gone);
        await using var json = new Utf8JsonWriter(output, DeltaJson.Options);
        var unflushed = 0;
        while (true)
        {
            var next = reader.MoveNextAsync();
            if (!next.IsCompleted && unflushed > 0)
            {
                await output.FlushAsync(gone);
                unflushed = 0;
            }

            if (!await line.BeatUntilAsync(next)) break;
            if (isShown(reader.Current)) unflushed += Write(output, json, reader.Current);
            if (unflushed < FlushSize) continue;
            await output.FlushAsync(gone);
            unflushed = 0;
        }

        await output.FlushAsync(gone);
    }

    private static int Write(PipeWriter output, Utf8JsonWriter json, RunEvent runEvent)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {runEvent.Seq}\nevent: {runEvent.Type}\ndata: "), output);
        json.Reset();
        if (runEvent is NodeDelta delta) DeltaJson.Write(json, delta);
        else JsonSerializer.Serialize(json, runEvent, CoreJson.Options);
        output.Write("\n\n"u8);
        return (int)(head + json.BytesCommitted + 2);
    }
}
