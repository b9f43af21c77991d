namespace FlowBuilder.Web.Api.Problems;

/// <summary>Ends a request with a problem from wherever it was found.</summary>
/// <param name="problem">The answer.</param>
internal sealed class ApiException(ApiProblem problem) : Exception(problem.Detail.English)
{
    /// <summary>The answer.</summary>
    public ApiProblem Problem { get; } = problem;
}
