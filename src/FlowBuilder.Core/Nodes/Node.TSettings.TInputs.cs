using System.Reflection;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type: settings and inputs in, outputs out. One file is a whole node.</summary>
/// <remarks>
/// <para>The class carries <see cref="NodeAttribute"/> and <see cref="TextAttribute"/>. <typeparamref name="TSettings"/> is a
/// record whose properties are the settings, with their defaults. <typeparamref name="TInputs"/> is a record whose properties
/// are the input ports: nullable means optional, <see cref="IReadOnlyList{T}"/> takes several edges,
/// <see cref="string"/> waits for the whole text, <see cref="Values.LiveText"/> starts when the text starts.</para>
/// <para>Output ports are public static readonly fields of type <see cref="OutputPort{T}"/>. A port that was given nothing when
/// the node has ended is dead, and what hangs on it is skipped: that is how a node branches.</para>
/// <para>One instance serves all runs at once. Services come through the constructor.</para>
/// </remarks>
/// <typeparam name="TSettings">The settings record, or <see cref="NoSettings"/>.</typeparam>
/// <typeparam name="TInputs">The inputs record, or <see cref="NoInputs"/>.</typeparam>
public abstract class Node<TSettings, TInputs> : Node
    where TSettings : class
    where TInputs : class
{
    internal sealed override Type SettingsType => typeof(TSettings);

    internal sealed override Type InputsType => typeof(TInputs);

    /// <summary>Runs the node once.</summary>
    /// <param name="settings">The settings, bound and checked; those fed from a wire already replaced.</param>
    /// <param name="inputs">The values of the input ports.</param>
    /// <param name="context">What the node may know and tell of this run.</param>
    /// <param name="cancellationToken">Ends the run of the node at once.</param>
    /// <exception cref="Faults.NodeException">The node has something to tell the flow's author.</exception>
    protected abstract IAsyncEnumerable<NodeOutput> RunAsync(
        TSettings settings,
        TInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken);

    /// <summary>Whether, with these settings, the same inputs always give the same outputs, so that they may be cached.</summary>
    /// <value>What <see cref="NodeAttribute.Deterministic"/> says, by default.</value>
    protected virtual bool IsDeterministic(TSettings settings) =>
        GetType().GetCustomAttribute<NodeAttribute>()?.Deterministic ?? false;

    /// <summary>Whether, with these settings, the node starts as soon as one of its inputs has a value, and does without those that come later.</summary>
    /// <value>False by default.</value>
    protected virtual bool StartsAtFirst(TSettings settings) => false;

    internal sealed override bool IsImpatient(object settings) => StartsAtFirst((TSettings)settings);

    internal sealed override bool MayCache(object settings) => IsDeterministic((TSettings)settings);

    internal sealed override IAsyncEnumerable<NodeOutput> InvokeAsync(
        object settings,
        object inputs,
        NodeContext context,
        CancellationToken cancellationToken) =>
        RunAsync((TSettings)settings, (TInputs)inputs, context, cancellationToken);
}
