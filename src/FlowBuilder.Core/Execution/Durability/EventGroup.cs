using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>The next events of a run's journal.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Events">The events, in order, following those that are kept; where earlier ones lie with those of other runs, these may be before them.</param>
/// <param name="MayShare">Whether it may lie together with groups of other runs, which is less work. One that may not has every event that lay with others, too: these are needed there no more.</param>
public sealed record EventGroup(string RunId, IReadOnlyList<RunEvent> Events, bool MayShare = false);
