namespace FlowBuilder.Core.Nodes;

/// <summary>A node type's behaviour, as the runner sees it. Derive from <see cref="Node{TSettings,TInputs}"/>.</summary>
/// <remarks>One instance serves all runs at once, so a node keeps no state of its own.</remarks>
public abstract class Node
{
    private protected Node()
    {
    }

    internal abstract Type SettingsType { get; }

    internal abstract Type InputsType { get; }

    internal abstract bool MayCache(object settings);

    internal abstract bool IsImpatient(object settings);

    internal abstract IAsyncEnumerable<NodeOutput> InvokeAsync(
        object settings,
        object inputs,
        NodeContext context,
        CancellationToken cancellationToken);
}
