using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes;

/// <summary>The outputs of a node that has them all at once.</summary>
internal static class AsyncOutputs
{
    /// <summary>These outputs; a port that is not among them is dead.</summary>
    public static IAsyncEnumerable<NodeOutput> Of(params NodeOutput[] outputs) => outputs.ToAsyncEnumerable();
}
