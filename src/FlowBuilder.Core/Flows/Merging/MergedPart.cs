using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Whose values are merged.</summary>
/// <param name="Path">What comes before a value's name in a conflict's path.</param>
/// <param name="Name">The part's name for people, in quotation marks where a person gave it.</param>
/// <param name="Node">The node, where it is one, for what is known of its settings.</param>
internal sealed record MergedPart(string Path, LocalText Name, FlowNode? Node = null);
