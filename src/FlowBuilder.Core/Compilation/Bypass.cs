using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Compilation;

/// <summary>What a bypassed node passes on, and where.</summary>
internal static class Bypass
{
    /// <summary>The input that each output gives on, as its place among the wired inputs, or -1.</summary>
    /// <remarks>Neither a flow's own result nor what went wrong is something that came in.</remarks>
    public static int[] Passes(PlanInput[] inputs, PlanOutput[] outputs) => Array.ConvertAll(outputs, output =>
        output.Port.IsHidden || output.Port.Id == NodeType.ErrorPort
            ? -1
            : Array.FindIndex(inputs, input => PortConversions.Fits(input.Port.Type, output.Port.Type)));

    /// <summary>Whether a live text goes through an input while it is being made: where only texts come of it.</summary>
    public static bool TakesLive(PlanNode node, PlanInput input)
    {
        var place = Array.IndexOf(node.Inputs, input);
        var takes = false;
        for (var i = 0; i < node.Outputs.Length; i++)
        {
            if (node.Passes![i] != place) continue;
            if (node.Outputs[i].Port.Type != PortType.Text && node.Outputs[i].Port.Type != PortType.Any) return false;
            takes = true;
        }

        return takes;
    }

    /// <summary>What an output gives, from what came to the input that it gives on; null where nothing came.</summary>
    /// <param name="value">The value as it came, not converted yet; of a list port, a list.</param>
    /// <param name="from">The input port.</param>
    /// <param name="to">The output port.</param>
    /// <exception cref="Faults.NodeException">The value is of a type that cannot become the output's.</exception>
    public static object? ValueFor(object? value, PortSpec from, PortSpec to)
    {
        // An output gives one value: of several that came, the first.
        if (value is List<object> several) value = several[0];
        if (value is null or LiveText) return value;
        return PortConversions.Fits(PortTypes.OfValue(value), to.Type)
            ? PortConversions.Convert(value, to.Type, from.NumbersDocuments)
            : PortConversions.Convert(PortConversions.Convert(value, from.Type, from.NumbersDocuments), to.Type, from.NumbersDocuments);
    }
}
