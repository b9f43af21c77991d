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

    /// <summary>For a node that is a flow input: the value that was given for it, or null where none was.</summary>
    public abstract JsonElement? Input { get; }

    /// <summary>The clock.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>A key that is the same at every try of this node run, for services that recognise a repeated request.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Adds to what the node used.</summary>
    public abstract void Report(TokenUsage usage);

    /// <inheritdoc/>
    public abstract void OnRetry(int attempt, TimeSpan delay, LocalText reason);
}
