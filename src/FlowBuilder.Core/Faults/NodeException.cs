using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Faults;

/// <summary>What a node throws when it has something to tell the flow's author.</summary>
/// <remarks>
/// Its message reaches people: it says what was expected and what to do, and never holds a secret. Any other exception
/// that leaves a node becomes the fault <c>node.internal</c> with a neutral message, its detail only in the log.
/// </remarks>
public class NodeException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="code">Stable code in dotted kebab-case, such as <c>http.status</c>; listed in docs/diagnostics.md.</param>
    /// <param name="text">What happened and what to do, for the flow's author.</param>
    /// <param name="kind">Whose fault it is.</param>
    /// <param name="isTransient">Whether the same call may succeed a little later.</param>
    /// <param name="innerException">The cause, for the log only.</param>
    public NodeException(
        string code,
        LocalText text,
        FaultKind kind = FaultKind.Flow,
        bool isTransient = false,
        Exception? innerException = null)
        : base(text.English, innerException)
    {
        Code = code;
        Text = text;
        Kind = kind;
        IsTransient = isTransient;
    }

    /// <summary>Stable code in dotted kebab-case.</summary>
    public string Code { get; }

    /// <summary>What happened and what to do, in every language.</summary>
    public LocalText Text { get; }

    /// <summary>Whose fault it is.</summary>
    public FaultKind Kind { get; }

    /// <summary>Whether the same call may succeed a little later.</summary>
    public bool IsTransient { get; }
}
