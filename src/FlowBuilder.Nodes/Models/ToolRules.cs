using FlowBuilder.Core.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Within which limits a model's calls of tools are made.</summary>
/// <param name="AllowsChanging">Whether tools may be called that change something outside.</param>
/// <param name="TimeLimit">The longest that one call may take.</param>
/// <param name="ResultLength">The most UTF-16 code units of a result that the model is told.</param>
internal sealed record ToolRules(bool AllowsChanging, TimeSpan TimeLimit, int ResultLength)
{
    /// <summary>Asks a person whether a tool may be called that changes something; gives the fault of the refusal, or null where it may. Null where nobody is asked.</summary>
    public Func<FunctionCallContent, CancellationToken, Task<NodeFault?>>? Ask { get; init; }

    /// <summary>The longest arguments that are looked at, as JSON, in UTF-16 code units.</summary>
    public const int LongestArguments = 1_000_000;
}
