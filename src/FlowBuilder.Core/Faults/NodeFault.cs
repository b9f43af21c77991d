using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Faults;

/// <summary>What went wrong in a node run, as data: it can be stored, sent and shown in any language.</summary>
/// <param name="Code">Stable code in dotted kebab-case.</param>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Text">What happened and what to do; never holds a secret or a stack trace.</param>
public sealed record NodeFault(string Code, FaultKind Kind, LocalText Text)
{
    /// <summary>Whether the same call may succeed a little later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Finds the detail in the program's log, where the message is neutral.</summary>
    public string? TraceId { get; init; }
}
