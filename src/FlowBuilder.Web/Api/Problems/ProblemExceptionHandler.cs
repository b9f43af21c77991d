using System.Diagnostics;
using FlowBuilder.Web.Api.Compatible;
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

        // Clients of other programs' protocols understand problems only as those programs word them.
        var shape = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IProblemShape>();
        await (shape?.Of(problem) ?? problem).ExecuteAsync(httpContext).ConfigureAwait(false);
        return true;
    }
}
