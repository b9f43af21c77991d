using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Api.Requests;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>A flow's file, byte for byte as it would be written to disk.</summary>
internal sealed class FlowFileResult(byte[] file, StoredFlow flow) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = Revisions.TagOf(flow.Revision);
        response.Headers.CacheControl = "no-cache";
        if (Revisions.IsKnown(httpContext.Request, flow.Revision))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = file.Length;
        return response.Body.WriteAsync(file, httpContext.RequestAborted).AsTask();
    }
}
