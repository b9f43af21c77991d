namespace FlowBuilder.Core.Publishing;

/// <summary>Through which endpoint, and with which version of its flow, a run answers a caller.</summary>
/// <param name="Slug">The endpoint's name at that time.</param>
/// <param name="Version">The number of the version.</param>
public sealed record EndpointVersion(string Slug, int Version);
