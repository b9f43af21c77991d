using System.Collections.Immutable;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>The pins of flows, told to every window on a flow when they change.</summary>
internal sealed class FlowPins(IPinStore store)
{
    /// <summary>Raised with the flow's id and all its pins after one changed, on any thread.</summary>
    public event Action<string, ImmutableDictionary<NodeId, Pin>>? Changed;

    /// <summary>The pins of a flow, by node.</summary>
    public async Task<ImmutableDictionary<NodeId, Pin>> OfAsync(string flowId, CancellationToken cancellationToken) =>
        (await store.ListAsync(flowId, cancellationToken).ConfigureAwait(false)).ToImmutableDictionary(pin => pin.Node);

    /// <summary>Pins a node's outputs in place of what it had pinned.</summary>
    public async Task SetAsync(string flowId, Pin pin, CancellationToken cancellationToken)
    {
        await store.SaveAsync(flowId, pin, cancellationToken).ConfigureAwait(false);
        await TellAsync(flowId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a node's pin up.</summary>
    public async Task RemoveAsync(string flowId, NodeId node, CancellationToken cancellationToken)
    {
        if (await store.DeleteAsync(flowId, node, cancellationToken).ConfigureAwait(false)) await TellAsync(flowId, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(string flowId, CancellationToken cancellationToken) =>
        Changed?.Invoke(flowId, await OfAsync(flowId, cancellationToken).ConfigureAwait(false));
}
