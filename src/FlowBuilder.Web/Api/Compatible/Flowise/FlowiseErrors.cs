using System.Globalization;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>Says what went wrong as Flowise does, with the stable code beside it.</summary>
internal sealed class FlowiseErrors : IProblemShape
{
    /// <inheritdoc/>
    public IResult Of(ApiProblem problem) => new Answer(problem);

    private sealed class Answer(ApiProblem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = problem.Status;
            response.Headers.CacheControl = "no-store";
            if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
            if (problem.RetryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            var body = new { statusCode = problem.Status, success = false, message = problem.Detail.ToString(), stack = new { }, code = problem.Code };
            return response.WriteAsJsonAsync(body, CompatibleJson.Options, "application/json", httpContext.RequestAborted);
        }
    }
}
