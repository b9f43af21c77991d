using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Nodes;

/// <summary>The delegates that lead from a node type's data to its class.</summary>
internal sealed class NodeBinding
{
    public required Func<IServiceProvider, Node> Create { get; init; }

    public required Func<object> NewSettings { get; init; }

    public required InputsBinder Inputs { get; init; }

    /// <summary>The ports that settings make, or null where they make none.</summary>
    public required Func<object, NodeCatalogue, IEnumerable<PortSpec>>? DynamicPorts { get; init; }

    /// <summary>What is wrong with settings taken together, or null where the node type has no check of its own.</summary>
    public required Func<object, IEnumerable<SettingProblem>>? Problems { get; init; }

    /// <summary>One step of the upgrade of older settings, or null where there is none.</summary>
    public required Func<int, JsonMembers, JsonMembers>? UpgradeStep { get; init; }

    /// <summary>The flow's parameter, or null for a node that is no flow input.</summary>
    public required Func<object, FlowParameter>? Parameter { get; init; }

    /// <summary>The flow's result, or null for a node that is no flow output.</summary>
    public required Func<object, FlowResult>? Result { get; init; }
}
