using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Chatting;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Http.Features;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>Writes an answer while it grows, in the format of another program's protocol.</summary>
/// <remarks>
/// The status is sent with the first piece, so that a run that fails before it is still told by its status; but no later than
/// after <see cref="EventStream.Beat"/>, because proxies close a line on which nothing comes. A client that leaves ends the
/// reading, not the run.
/// </remarks>
internal sealed class AnswerStream(EndpointRun run, ChatContract contract, IAnswerFormat format, TimeProvider time) : IResult
{
    private const int FlushSize = 16 * 1024;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var gone = httpContext.RequestAborted;
        try
        {
            await CopyAsync(httpContext, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The client has left; the run goes on.
        }
    }

    private async Task CopyAsync(HttpContext context, CancellationToken gone)
    {
        var output = context.Response.BodyWriter;
        var answer = new AnswerReading(run, contract);
        await using var reader = run.EventsAsync(0, gone).GetAsyncEnumerator(gone);
        while (true)
        {
            var next = reader.MoveNextAsync().AsTask();
            if (!next.IsCompleted && context.Response.HasStarted) await output.FlushAsync(gone);
            if (!await BeatUntilAsync(next, context, gone)) break;
            if (answer.Take(reader.Current) is { Length: > 0 } piece)
            {
                await BeginAsync(context, gone);
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
            await BeginAsync(context, gone);
            format.End(output, answer.Ended);
        }

        await output.FlushAsync(gone);
    }

    // The waiting itself is not given up when the client leaves: the reader sees to that, and must have ended before it is disposed of.
    private async Task<bool> BeatUntilAsync(Task<bool> next, HttpContext context, CancellationToken gone)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(EventStream.Beat, time, CancellationToken.None);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await BeginAsync(context, gone);
                format.Beat(context.Response.BodyWriter);
                await context.Response.BodyWriter.FlushAsync(gone);
            }
        }
    }

    private async Task BeginAsync(HttpContext context, CancellationToken gone)
    {
        var response = context.Response;
        if (response.HasStarted) return;
        response.ContentType = format.ContentType;
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.Headers[EventStream.RunHeader] = run.Id;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.StartAsync(gone);
        format.Begin(response.BodyWriter);
    }
}
