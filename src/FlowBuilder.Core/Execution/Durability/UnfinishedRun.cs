namespace FlowBuilder.Core.Execution.Durability;

/// <summary>All that is needed to start a run again, as a store keeps it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Flow">The flow that is run, in the form of a flow file.</param>
/// <param name="Start">What was asked of the run, as JSON.</param>
public sealed record UnfinishedRun(string RunId, ReadOnlyMemory<byte> Flow, string Start)
{
    /// <summary>How often in a row the program ended unexpectedly while nodes of the run were at work, without one of them ending in between.</summary>
    /// <value>0 at first.</value>
    public int Deaths { get; init; }

    /// <summary>Whether the program ended in good order since the run was last under way.</summary>
    /// <value>False at first.</value>
    public bool IsAtRest { get; init; }
}
