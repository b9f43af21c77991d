using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>An answer as server-sent events, from its beginning: <c>run</c> with its id, <c>text</c> for each piece, <c>waits</c> when a person is asked and when nobody is any more, <c>end</c>.</summary>
/// <remarks>A client that leaves ends the reading, not the run: it may come back for the whole.</remarks>
internal sealed class ChatStream(EndpointRun run, NodeCatalogue catalogue, TimeProvider time) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => LiveAnswer.UntilGoneAsync(httpContext, async gone =>
    {
        await LiveAnswer.BeginAsync(httpContext, "text/event-stream", run.Id);
        await CopyAsync(httpContext.Response.BodyWriter, gone);
    });

    private async Task CopyAsync(PipeWriter output, CancellationToken gone)
    {
        Write(output, "run", new { run = run.Id });
        var answer = run.NewAnswer();
        var told = new StringBuilder();
        var open = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = run.EventsAsync(0, gone).GetAsyncEnumerator(gone);
        await using var line = new QuietLine(time, output, gone);
        while (true)
        {
            var next = reader.MoveNextAsync();
            if (!next.IsCompleted) await output.FlushAsync(gone);
            if (!await line.BeatUntilAsync(next)) break;
            var waited = open.Count > 0;
            if (reader.Current is RunWaiting asked) open.Add(asked.QuestionId);
            if (reader.Current is RunResumed answered) open.Remove(answered.QuestionId);
            if (open.Count > 0 != waited) Write(output, "waits", new { waits = !waited });
            if (answer.Take(reader.Current) is not { Length: > 0 } piece) continue;
            told.Append(piece);
            Write(output, "text", new { text = piece });
        }

        Write(output, "end", await EndAsync(told.ToString(), gone));
        await output.FlushAsync(gone);
    }

    private async Task<ChatEnd> EndAsync(string told, CancellationToken gone)
    {
        var ended = await run.EndAsync(gone);
        var flow = run.Version.Flow;
        var end = ChatAnswer.EndOf(ended, flow, ChatContract.Of(flow, catalogue), time.GetUtcNow());
        return new ChatEnd(end.State, end.Answer == told ? null : end.Answer, end.Problem?.ToString(), ChatSource.Of(ended, flow, end.Answer));
    }

    private static void Write(PipeWriter output, string type, object data)
    {
        Encoding.UTF8.GetBytes($"event: {type}\ndata: ", output);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), CoreJson.Options));
        output.Write("\n\n"u8);
    }
}
