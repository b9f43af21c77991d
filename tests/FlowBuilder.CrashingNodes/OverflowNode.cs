using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.CrashingNodes;

/// <summary>Ends the whole program, as a fault in native code or a recursion without end does: no handler is asked.</summary>
[Node("test.overflow", Category = NodeCategories.Tools)]
[Text("en", "Overflow")]
public sealed class OverflowNode() : ResultNode<NoSettings, OverflowNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(NoSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult($"{Deeper(0)}");

    // Endless for all that a compiler can see.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Deeper(int depth) => depth == -1 ? 0 : Deeper(depth + 1) + 1;

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}
