using FlowBuilder.Core.Faults;

namespace FlowBuilder.Core.Nodes;

/// <summary>A part of what a node does, told in the run's journal under a path below the node's, such as <c>agent/search[2]</c>.</summary>
/// <remarks>
/// It ends exactly once: the first of <see cref="Complete"/>, <see cref="Fail"/> and <see cref="Cancel"/> counts, and where the
/// node ends before any of them, it ends as cancelled. What is told after the end is dropped. Thread-safe.
/// </remarks>
public abstract class NodeStep
{
    /// <summary>The port that <see cref="Delta"/> writes to.</summary>
    public const string TextPort = "text";

    /// <summary>The port of what a tool gave back.</summary>
    public const string ResultPort = "result";

    /// <summary>Its path in the journal.</summary>
    public abstract string Path { get; }

    /// <summary>What it used so far, steps inside it included; null for nothing.</summary>
    public abstract TokenUsage? Usage { get; }

    /// <summary>Begins a step inside this one.</summary>
    /// <param name="name">What its path is made of; letters, digits, <c>-</c> and <c>_</c> of it are kept.</param>
    /// <param name="info">What it is about.</param>
    public abstract NodeStep BeginStep(string name, StepInfo info);

    /// <summary>The next piece of its text; the text is given whole when the step ends.</summary>
    public abstract void Delta(string text);

    /// <summary>A value that it gives.</summary>
    /// <param name="port">What the value is, such as <see cref="ResultPort"/>.</param>
    /// <param name="value">Anything that a port may carry.</param>
    public abstract void Output(string port, object value);

    /// <summary>Says that it is about to change something outside, and waits until that is on disk: from here on the node is not repeated silently.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="NodeException">It cannot be written; nothing must be changed then.</exception>
    public abstract ValueTask BeginChangeAsync(CancellationToken cancellationToken);

    /// <summary>Adds to what the step, and the node, used.</summary>
    public abstract void Report(TokenUsage usage);

    /// <summary>It ended well.</summary>
    public abstract void Complete();

    /// <summary>It went wrong; what becomes of the node is the node's to decide.</summary>
    public abstract void Fail(NodeFault fault);

    /// <summary>It was stopped.</summary>
    public abstract void Cancel();
}
