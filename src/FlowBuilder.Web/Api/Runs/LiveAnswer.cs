using Microsoft.AspNetCore.Http.Features;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What all answers have in common that are written while a run goes on, in whatever protocol.</summary>
internal static class LiveAnswer
{
    /// <summary>Sends the head: of a stream that nobody on the way may keep or hold back, and the run that it is of, if any.</summary>
    public static async Task BeginAsync(HttpContext context, string contentType, string? runId)
    {
        var response = context.Response;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        if (runId is not null) response.Headers[EventStream.RunHeader] = runId;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.StartAsync(context.RequestAborted);
    }

    /// <summary>Writes until all is written or the client has left, which is no fault: the run goes on.</summary>
    public static async Task UntilGoneAsync(HttpContext context, Func<CancellationToken, Task> write)
    {
        var gone = context.RequestAborted;
        try
        {
            await write(gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody reads on.
        }
    }
}
