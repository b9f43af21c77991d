using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>The next events of a run's journal.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Events">The events, in order, following those that are kept.</param>
public sealed record EventGroup(string RunId, IReadOnlyList<RunEvent> Events);
