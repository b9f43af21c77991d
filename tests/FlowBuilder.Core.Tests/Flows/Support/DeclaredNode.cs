using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Flows.Support;

/// <summary>A node type that is only declared: tests of the format read its declaration and never run it.</summary>
public abstract class DeclaredNode<TSettings, TInputs> : Node<TSettings, TInputs>
    where TSettings : class
    where TInputs : class
{
    protected sealed override IAsyncEnumerable<NodeOutput> RunAsync(
        TSettings settings,
        TInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken) => throw new NotSupportedException();
}
