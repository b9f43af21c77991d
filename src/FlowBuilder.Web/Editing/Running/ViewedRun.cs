using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>A run that a window shows from the archive.</summary>
/// <param name="Snapshot">How it ended.</param>
/// <param name="Events">What happened in it, in order, without the pieces of texts.</param>
internal sealed record ViewedRun(RunSnapshot Snapshot, IReadOnlyList<RunEvent> Events);
