namespace FlowBuilder.Web.Api.Publishing;

/// <summary>A flow was published.</summary>
/// <param name="Slug">The endpoint that answers with it.</param>
/// <param name="Version">The number of the new version.</param>
internal sealed record Published(string Slug, int Version);
