using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Compilation;

/// <summary>One node of a plan, with everything that a run asks of it looked up beforehand.</summary>
internal sealed class PlanNode
{
    /// <summary>Its place in the plan and in the flow's list of nodes.</summary>
    public required int Index { get; init; }

    public required NodeId Id { get; init; }

    public required NodeType Type { get; init; }

    public required Node Node { get; init; }

    /// <summary>The bound settings record.</summary>
    public required object Settings { get; init; }

    /// <summary>The settings as they stand in the flow, for those that a wire replaces.</summary>
    public required JsonMembers SettingsJson { get; init; }

    public required NodePolicy Policy { get; init; }

    /// <summary>The input ports that edges end at.</summary>
    public required PlanInput[] Inputs { get; init; }

    /// <summary>The ids of <see cref="Inputs"/>, parallel.</summary>
    public required string[] InputIds { get; init; }

    /// <summary>Every output port.</summary>
    public required PlanOutput[] Outputs { get; init; }

    /// <summary>For a bypassed node, the input that each of <see cref="Outputs"/> gives on, as its place among <see cref="Inputs"/> or -1; null for a node that runs.</summary>
    public required int[]? Passes { get; init; }

    /// <summary>How many edges end at the node.</summary>
    public required int IncomingEdges { get; init; }

    /// <summary>The parameter that it makes of the flow, or null.</summary>
    public required FlowParameter? Parameter { get; init; }

    /// <summary>The result that it makes of the flow, or null.</summary>
    public required FlowResult? Result { get; init; }

    /// <summary>The part of a cache key that is the same at every run; null where results may not be cached.</summary>
    public required byte[]? CacheSeed { get; init; }

    /// <summary>Whether it starts as soon as one of its inputs has a value.</summary>
    public required bool StartsAtFirst { get; init; }

    /// <summary>Whether any input feeds a setting, so that settings are bound anew at every run.</summary>
    public required bool HasSettingInputs { get; init; }

    /// <summary>The place of an output port among <see cref="Outputs"/>, or -1.</summary>
    public int OutputIndex(string id)
    {
        var outputs = Outputs;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].Port.Id == id) return i;
        }

        return -1;
    }
}
