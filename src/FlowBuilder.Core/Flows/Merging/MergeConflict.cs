using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Something that both sides changed in ways that do not go together, so that a person has to choose.</summary>
/// <param name="Path">Where it is: <c>nodes.answer.settings.temperature</c>, <c>name</c>, <c>edges</c>.</param>
/// <param name="Text">What happened, in one sentence, with the names that people see.</param>
public sealed record MergeConflict(string Path, LocalText Text)
{
    /// <summary>The node that it concerns, or null.</summary>
    public NodeId? Node { get; init; }

    /// <summary>What our side made of a value; null where the conflict is about more than one value.</summary>
    public ValueChange? Ours { get; init; }

    /// <summary>What their side made of the same value; null where the conflict is about more than one value.</summary>
    public ValueChange? Theirs { get; init; }
}
