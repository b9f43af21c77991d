using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Finds the resource that a route is about.</summary>
internal sealed class RouteResources(IEndpointStore endpoints, RunHost runs, IRunArchive archive)
{
    /// <summary>The resource that a request names.</summary>
    /// <param name="place">Where it is named.</param>
    /// <param name="values">What the request's address says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The resource, null where there is none of that name; and the answer to those for whom it is not there.</returns>
    public async ValueTask<(Resource? Resource, ApiProblem NotFound)> FindAsync(AccessPlace place, RouteValueDictionary values, CancellationToken cancellationToken)
    {
        switch (place)
        {
            case AccessPlace.Flow:
                var flow = Named("id");
                return (Resource.Flow(flow), ProblemOf.NoFlow(flow));
            case AccessPlace.Run:
                var run = Named("runId");
                return (FlowOrNull(await FlowOfRunAsync(run, cancellationToken)), ProblemOf.NoRun(run));
            case AccessPlace.Endpoint:
                var slug = Named("slug");
                return (FlowOrNull((await endpoints.FindAsync(slug, cancellationToken))?.FlowId), EndpointProblems.NotFound(slug));
            case AccessPlace.Knowledge:
                var knowledge = Named("id");
                return (Resource.Knowledge(knowledge), KnowledgeProblems.NotFound(knowledge));
            case AccessPlace.Connection:
                var connection = Named("name");
                return (Resource.Connection(connection), ProblemOf.NoConnection(connection));
            default:
                throw new ArgumentOutOfRangeException(nameof(place), place, "There is no resource in that place.");
        }

        string Named(string part) => values[part] as string ?? throw new InvalidOperationException($"The route names no {{{part}}}.");
    }

    /// <summary>The stored flow that a run is of; null for no such run, and for one of a flow that was never stored.</summary>
    public async ValueTask<string?> FlowOfRunAsync(string runId, CancellationToken cancellationToken) =>
        runs.FindLive(runId) is { } live ? live.Request.FlowId : (await archive.FindAsync(runId, cancellationToken))?.FlowId;

    private static Resource? FlowOrNull(string? flow) => flow is null ? null : Resource.Flow(flow);
}
