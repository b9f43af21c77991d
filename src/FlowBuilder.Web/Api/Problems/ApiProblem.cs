using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Api.Problems;

/// <summary>An answer that says what is wrong, in the request's language (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Stable code in dotted kebab-case.</param>
/// <param name="Detail">What is wrong and what to do.</param>
internal sealed record ApiProblem(int Status, string Code, LocalText Detail) : IResult, IStatusCodeHttpResult
{
    /// <summary>The content type of all problems.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Each single thing that is wrong, with its place.</summary>
    public ImmutableArray<FlowDiagnostic> Problems { get; init; } = [];

    /// <summary>The run that it is about, or null.</summary>
    public string? RunId { get; init; }

    /// <summary>The node that it is about, or null.</summary>
    public string? NodeId { get; init; }

    /// <summary>The revision that is stored, where another was expected; or null.</summary>
    public long? CurrentRevision { get; init; }

    /// <summary>When to try again, or null where that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Finds the detail in the program's log, where the message is neutral; or null.</summary>
    public string? TraceId { get; init; }

    int? IStatusCodeHttpResult.StatusCode => Status;

    /// <summary>One thing is wrong with what was sent, and it is the whole problem.</summary>
    /// <param name="problem">What is wrong, with its place.</param>
    /// <param name="status">The HTTP status.</param>
    public static ApiProblem Of(FlowDiagnostic problem, int status = StatusCodes.Status422UnprocessableEntity) =>
        new(status, problem.Code, problem.Text) { Problems = [problem] };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.Headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        if (CurrentRevision is { } revision) response.Headers.ETag = Requests.Revisions.TagOf(revision);
        if (RetryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(ToBody(), CoreJson.Options, ContentType, httpContext.RequestAborted);
    }

    /// <summary>What is answered, in the language of the moment.</summary>
    public ProblemBody ToBody() => new()
    {
        Title = StatusTitles.Of(Status).ToString(),
        Status = Status,
        Detail = Detail.ToString(),
        Code = Code,
        Problems = Problems.IsEmpty ? null : [.. Problems.Select(ProblemItem.Of)],
        RunId = RunId,
        NodeId = NodeId,
        CurrentRevision = CurrentRevision,
        TraceId = TraceId,
    };
}
