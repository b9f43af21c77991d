using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>A wire that differs between two versions of a flow.</summary>
/// <param name="Edge">The wire.</param>
/// <param name="Kind">Whether it came or went; <see cref="ChangeKind.Changed"/> where members of it that this program does not know differ.</param>
/// <param name="From">The name of the node that it comes from.</param>
/// <param name="To">The name of the node that it goes to.</param>
public sealed record WireChange(FlowEdge Edge, ChangeKind Kind, LocalText From, LocalText To);
