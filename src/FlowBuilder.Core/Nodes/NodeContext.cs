using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>What a node may know of the run it is in, and what it may tell while it runs.</summary>
/// <remarks>Valid until the node has ended. Its members may be called from any thread.</remarks>
public abstract class NodeContext : ICallObserver
{
    /// <summary>The node's id in the flow.</summary>
    public abstract NodeId NodeId { get; }

    /// <summary>The node's title, for messages to people.</summary>
    public abstract string Title { get; }

    /// <summary>The run's id.</summary>
    public abstract string RunId { get; }

    /// <summary>The conversation that the run belongs to, or null.</summary>
    public abstract string? Session { get; }

    /// <summary>The person on whose behalf the run is, as the caller names them, or null.</summary>
    public abstract string? User { get; }

    /// <summary>The stored flow's id, or null for a flow that was never stored.</summary>
    public abstract string? FlowId { get; }

    /// <summary>For a node that is a flow input: the value that was given for it, or null where none was.</summary>
    public abstract JsonElement? Input { get; }

    /// <summary>The clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>A key that is the same at every try of this node run, for services that recognise a repeated request.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Runs a flow as a part of this run: within its limits, told in its journal under this node's path, its usage added to this node's.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="inputs">A value for each input that is given, by the ids of <see cref="FlowInterface.Inputs"/>, in the type that the input has.</param>
    /// <param name="cancellationToken">Stops the flow.</param>
    /// <returns>What the flow gives, as outputs of this node by the names of the results; texts piece by piece while they are made.</returns>
    /// <exception cref="Faults.NodeException">The flow cannot run or fails; the message names the node inside.</exception>
    public abstract IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        CancellationToken cancellationToken);

    /// <summary>The flow that a setting embeds, or null where it is none.</summary>
    public abstract SubFlow? ReadFlow(JsonElement setting);

    /// <summary>Adds to what the node used.</summary>
    public abstract void Report(TokenUsage usage);

    /// <inheritdoc/>
    public abstract void OnRetry(int attempt, TimeSpan delay, LocalText reason);
}
