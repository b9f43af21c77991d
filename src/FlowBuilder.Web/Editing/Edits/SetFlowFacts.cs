using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what the flow's file says about it beside its name.</summary>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Extra">Members that this program does not know.</param>
internal sealed record SetFlowFacts(string Description, ImmutableArray<string> Tags, JsonMembers Extra) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with { Description = Description, Tags = Tags, Extra = Extra };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetFlowFacts(before.Description, before.Tags, before.Extra);
}
