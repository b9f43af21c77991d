using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what a flow says of itself, as the import of a whole file does.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Extra">Members of the file that this program does not know.</param>
internal sealed record SetFlowHead(string Name, string Description, ImmutableArray<string> Tags, JsonMembers Extra) : FlowEdit
{
    /// <summary>What a flow says of itself.</summary>
    public static SetFlowHead Of(Flow flow) => new(flow.Name, flow.Description, flow.Tags, flow.Extra);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with { Name = Name, Description = Description, Tags = Tags, Extra = Extra };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => Of(before);
}
