using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Publishing;

/// <summary>Through which endpoint, and with which version of its flow, a run answers a caller.</summary>
/// <param name="Slug">The endpoint's name at that time.</param>
/// <param name="Version">The number of the version.</param>
/// <param name="Key">The id of the key that the caller showed, or <c>webhook</c> for a delivery to one; null without one, and in lists of runs.</param>
public sealed record EndpointVersion(string Slug, int Version, string? Key = null)
{
    /// <summary>Whether nobody waits for the results: they are for whoever is told of ended runs.</summary>
    /// <value>False by default, and in lists of runs.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnattended { get; init; }
}
