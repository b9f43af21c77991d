using System.Globalization;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>Says what went wrong as OpenAI does: <c>{ "error": { message, type, param, code } }</c>.</summary>
internal sealed class OpenAiErrors : IProblemShape
{
    /// <inheritdoc/>
    public IResult Of(ApiProblem problem) => new Answer(problem);

    /// <summary>The body of an error; null members are written, as clients expect them.</summary>
    public static object BodyOf(ApiProblem problem) => new
    {
        error = new { message = problem.Detail.ToString(), type = TypeOf(problem.Status), param = ParameterOf(problem), code = CodeOf(problem) },
    };

    // A request that cannot be fulfilled as it is has one status there, whatever is wrong with it.
    private static int StatusOf(int status) => status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : status;

    private static string TypeOf(int status) => status switch
    {
        StatusCodes.Status429TooManyRequests => "requests",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request_error",
    };

    private static string CodeOf(ApiProblem problem) => problem.Code switch
    {
        "key.missing" or "key.unknown" or "key.expired" => "invalid_api_key",
        "key.not-allowed" or "endpoint.not-found" or "endpoint.off" => "model_not_found",
        "calls.too-many" => "rate_limit_exceeded",
        OpenAiProblems.MissingCode => "missing_required_parameter",
        OpenAiProblems.UnsupportedCode => "unsupported_parameter",
        OpenAiProblems.InvalidCode => "invalid_value",
        OpenAiProblems.UnknownAddressCode => "unknown_url",
        var own => own,
    };

    private static string? ParameterOf(ApiProblem problem) =>
        problem.Code is "endpoint.not-found" or "endpoint.off" or "key.not-allowed" ? "model"
        : problem is { RunId: null, Problems: [{ Path: ['$', '.', .. var path] }, ..] } ? path
        : null;

    private sealed class Answer(ApiProblem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = StatusOf(problem.Status);
            response.Headers.CacheControl = "no-store";
            if (problem.Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
            if (problem.RetryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

            // Clients repeat what failed by themselves, but a run that failed may have done something that should not be done twice.
            else response.Headers["x-should-retry"] = "false";
            if (problem.RunId is { } run) response.Headers["x-request-id"] = run;
            return response.WriteAsJsonAsync(BodyOf(problem), CompatibleJson.Options, "application/json", httpContext.RequestAborted);
        }
    }
}
