using System.Runtime.CompilerServices;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type with one result: the short form of <see cref="Node{TSettings,TInputs}"/>.</summary>
/// <typeparam name="TSettings">The settings record, or <see cref="NoSettings"/>.</typeparam>
/// <typeparam name="TInputs">The inputs record, or <see cref="NoInputs"/>.</typeparam>
/// <typeparam name="TResult">The type of the one output port's value.</typeparam>
/// <param name="output">The one output port: the class's own public static readonly field.</param>
public abstract class ResultNode<TSettings, TInputs, TResult>(OutputPort<TResult> output) : Node<TSettings, TInputs>
    where TSettings : class
    where TInputs : class
    where TResult : notnull
{
    /// <summary>Works out the result.</summary>
    /// <param name="settings">The settings, bound and checked.</param>
    /// <param name="inputs">The values of the input ports.</param>
    /// <param name="context">What the node may know and tell of this run.</param>
    /// <param name="cancellationToken">Ends the run of the node at once.</param>
    /// <exception cref="Faults.NodeException">The node has something to tell the flow's author.</exception>
    protected abstract Task<TResult> ComputeAsync(
        TSettings settings,
        TInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async IAsyncEnumerable<NodeOutput> RunAsync(
        TSettings settings,
        TInputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return output.Value(await ComputeAsync(settings, inputs, context, cancellationToken).ConfigureAwait(false));
    }
}
