using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Gives the flow another name.</summary>
/// <param name="Name">The name.</param>
internal sealed record SetFlowName(string Name) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => typeof(SetFlowName);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with { Name = Name };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetFlowName(before.Name);
}
