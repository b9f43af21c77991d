using FlowBuilder.Core.Faults;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What went wrong in a run.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Message">What happened and what to do, in the request's language.</param>
/// <param name="IsTransient">Whether the same call may succeed a little later.</param>
/// <param name="TraceId">Finds the detail in the program's log, where the message is neutral.</param>
internal sealed record RunFault(string Code, FaultKind Kind, string Message, bool IsTransient, string? TraceId)
{
    /// <summary>A fault in the request's language, or null for none.</summary>
    public static RunFault? Of(NodeFault? fault) => fault is null
        ? null
        : new RunFault(fault.Code, fault.Kind, fault.Text.ToString(), fault.IsTransient, fault.TraceId);
}
