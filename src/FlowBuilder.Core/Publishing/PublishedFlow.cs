using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Publishing;

/// <summary>A version with its document.</summary>
/// <param name="Version">Which version it is.</param>
/// <param name="Flow">The flow as it was published.</param>
public sealed record PublishedFlow(FlowVersion Version, Flow Flow);
