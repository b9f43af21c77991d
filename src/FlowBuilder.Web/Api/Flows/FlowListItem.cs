using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>A flow in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it does.</param>
/// <param name="Tags">Words to find it by.</param>
/// <param name="Revision">Raised by every save.</param>
/// <param name="UpdatedAt">When it was last saved.</param>
/// <param name="Endpoint">The endpoint that answers with it, the first by name where there are several; absent where there is none.</param>
internal sealed record FlowListItem(
    string Id, string Name, string Description, ImmutableArray<string> Tags, long Revision, DateTimeOffset UpdatedAt, string? Endpoint)
{
    /// <summary>A stored flow as an item.</summary>
    public static FlowListItem Of(FlowSummary flow, string? endpoint) =>
        new(flow.Id, flow.Name, flow.Description, flow.Tags, flow.Revision, flow.UpdatedAt, endpoint);
}
