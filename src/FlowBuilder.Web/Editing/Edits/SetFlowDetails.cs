using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what a list of flows says of the flow.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
internal sealed record SetFlowDetails(string Name, string Description, ImmutableArray<string> Tags) : FlowEdit
{
    /// <inheritdoc/>
    public override Flow Apply(Flow flow) =>
        flow.Name == Name && flow.Description == Description && Before(flow).SequenceEqual(Tags)
            ? flow
            : flow with { Name = Name, Description = Description, Tags = Tags };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetFlowDetails(before.Name, before.Description, Before(before));

    private static ImmutableArray<string> Before(Flow flow) => flow.Tags.IsDefault ? [] : flow.Tags;
}
