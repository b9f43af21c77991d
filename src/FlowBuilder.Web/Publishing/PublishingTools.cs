using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Publishing;

/// <summary>What a window needs of the host to show and change published flows.</summary>
/// <param name="Endpoints">Where versions and endpoints are kept.</param>
/// <param name="Publishing">Changes them.</param>
/// <param name="Catalogue">The node types.</param>
internal sealed record PublishingTools(IEndpointStore Endpoints, FlowPublishing Publishing, NodeCatalogue Catalogue);
