using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>One flow of a bundle.</summary>
/// <param name="Id">Its id where it came from, by which the bundle's other flows name it.</param>
/// <param name="Flow">The flow.</param>
public sealed record BundledFlow(string Id, Flow Flow);
