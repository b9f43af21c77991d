using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Writes an answer while it grows, in the format of another program's protocol.</summary>
/// <remarks>
/// The status is sent with the first piece, so that a run that fails before it is still told by its status; but no later than
/// after <see cref="QuietLine.Beat"/>, because proxies close a line on which nothing comes. A client that leaves ends the
/// reading, not the run.
/// </remarks>
internal sealed class AnswerStream(EndpointRun run, ChatContract contract, IAnswerFormat format, TimeProvider time) : IResult
{
    private const int FlushSize = 16 * 1024;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => LiveAnswer.UntilGoneAsync(httpContext, gone => CopyAsync(httpContext, gone));

    private async Task CopyAsync(HttpContext context, CancellationToken gone)
    {
        var output = context.Response.BodyWriter;
        var answer = new AnswerReading(run, contract);
        await using var reader = run.EventsAsync(0, gone).GetAsyncEnumerator(gone);
        await using var line = new QuietLine(time, () => BeatAsync(context, gone));
        while (true)
        {
            var next = reader.MoveNextAsync();
            if (!next.IsCompleted && context.Response.HasStarted) await output.FlushAsync(gone);
            if (!await line.BeatUntilAsync(next)) break;
            if (answer.Take(reader.Current) is { Length: > 0 } piece)
            {
                await BeginAsync(context);
                format.Piece(output, piece);
                if (output.CanGetUnflushedBytes && output.UnflushedBytes >= FlushSize) await output.FlushAsync(gone);
            }
        }

        if (answer.Problem is { } problem)
        {
            if (!context.Response.HasStarted) throw new ApiException(problem);
            format.Fail(output, problem);
        }
        else
        {
            // Who has heard the end may go on at once, and is answered with this turn in mind.
            await run.WhenEndedAsync(gone);
            await BeginAsync(context);
            format.End(output, answer.Ended);
        }

        await output.FlushAsync(gone);
    }

    private async Task BeatAsync(HttpContext context, CancellationToken gone)
    {
        await BeginAsync(context);
        format.Beat(context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(gone);
    }

    private async Task BeginAsync(HttpContext context)
    {
        if (context.Response.HasStarted) return;
        await LiveAnswer.BeginAsync(context, format.ContentType, run.Id);
        format.Begin(context.Response.BodyWriter);
    }
}
