using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Estimating;

/// <summary>What one node used in one run.</summary>
/// <param name="Node">The node's id in its flow.</param>
/// <param name="Fingerprint">The <see cref="NodeFingerprint"/> of the node as it ran.</param>
/// <param name="Usage">What it used.</param>
public sealed record NodeUsage(string Node, string Fingerprint, TokenUsage Usage);
