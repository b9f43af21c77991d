using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Execution.Storage;

/// <summary>Keeps pins beside their flows: a flow file holds no data of runs.</summary>
public interface IPinStore
{
    /// <summary>The pins of a flow, in the order of their nodes' ids.</summary>
    ValueTask<IReadOnlyList<Pin>> ListAsync(string flowId, CancellationToken cancellationToken);

    /// <summary>Keeps a pin in place of the one that its node had.</summary>
    ValueTask SaveAsync(string flowId, Pin pin, CancellationToken cancellationToken);

    /// <summary>Gives a node's pin up; false where it had none.</summary>
    ValueTask<bool> DeleteAsync(string flowId, NodeId node, CancellationToken cancellationToken);
}
