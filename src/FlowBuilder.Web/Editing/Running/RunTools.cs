using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>What a window needs of the host to run its flow and to show earlier runs.</summary>
/// <param name="Host">Starts runs.</param>
/// <param name="Archive">Lists runs that have ended.</param>
/// <param name="Pins">What is pinned.</param>
/// <param name="Estimator">Says what a run is likely to use; null where nobody asks.</param>
internal sealed record RunTools(RunHost Host, IRunArchive Archive, FlowPins Pins, FlowEstimator? Estimator = null);
