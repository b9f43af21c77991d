using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>Turns exceptions into problems; what nobody foresaw goes to the log with all, to the caller with nothing but a trace id.</summary>
internal sealed class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = ProblemOf.Of(exception);
        if (problem is null)
        {
            var traceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier;
            logger.LogError(exception, "{Method} {Path} failed; trace id {TraceId}", httpContext.Request.Method, httpContext.Request.Path, traceId);
            problem = ProblemOf.Internal(traceId);
        }

        await problem.ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
