namespace FlowBuilder.Core.Flows;

/// <summary>One edge: the values of an output port go to an input port. People see it as a wire.</summary>
/// <param name="From">The output port that the values come from.</param>
/// <param name="To">The input port that they go to.</param>
public sealed record FlowEdge(PortAddress From, PortAddress To)
{
    /// <summary>Members of the file that this program does not know, kept as they are.</summary>
    public JsonMembers Extra { get; init; } = JsonMembers.Empty;
}
