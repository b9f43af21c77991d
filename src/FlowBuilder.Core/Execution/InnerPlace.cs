namespace FlowBuilder.Core.Execution;

/// <summary>Where a run is inside another: its events go to the outer run's journal, its results to the node that runs it.</summary>
/// <param name="Outer">The run whose node runs it.</param>
/// <param name="Within">That node's context.</param>
/// <param name="Path">That node's path, which those of the inner nodes begin with.</param>
/// <param name="StoredId">The flow's id in the store, or null where it is embedded.</param>
/// <param name="OnResult">Called with the name of a result and its value, or the live text that it becomes. Must return at once.</param>
internal sealed record InnerPlace(FlowRun Outer, RunNodeContext Within, string Path, string? StoredId, Action<string, object> OnResult)
{
    /// <summary>Whether the journal gets whole texts only, and not their pieces.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>How many flows run one another here, the outermost and this one included.</summary>
    public int Level => (Outer.Place?.Level ?? 1) + 1;
}
