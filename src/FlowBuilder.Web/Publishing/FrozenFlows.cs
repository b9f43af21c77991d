using System.Collections.Concurrent;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;

namespace FlowBuilder.Web.Publishing;

/// <summary>Published versions at hand.</summary>
/// <remarks>Versions never change, so reading one twice is never needed; they are few enough to keep some.</remarks>
internal sealed class FrozenFlows(IEndpointStore endpoints)
{
    private const int MostKept = 256;

    private readonly ConcurrentDictionary<(string FlowId, int Number), PublishedFlow> _kept = new();

    /// <summary>A version of a flow.</summary>
    /// <exception cref="ApiException">It is not there.</exception>
    public async ValueTask<PublishedFlow> FindAsync(string flowId, int number, CancellationToken cancellationToken)
    {
        if (_kept.TryGetValue((flowId, number), out var kept)) return kept;
        var found = await endpoints.FindVersionAsync(flowId, number, cancellationToken)
            ?? throw new ApiException(EndpointProblems.NoVersion(number));
        if (_kept.Count >= MostKept) _kept.Clear();
        return _kept[(flowId, number)] = found;
    }
}
