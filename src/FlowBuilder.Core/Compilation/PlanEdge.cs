namespace FlowBuilder.Core.Compilation;

/// <summary>An edge as indices.</summary>
/// <param name="Source">The node it leaves.</param>
/// <param name="Target">The node it ends at.</param>
/// <param name="TakesLive">Whether a live text goes over it while it is being made; otherwise it waits for the whole.</param>
internal readonly record struct PlanEdge(int Source, int Target, bool TakesLive);
