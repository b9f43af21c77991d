using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>A version as a list shows it.</summary>
/// <param name="Version">Its number.</param>
/// <param name="PublishedAt">When, in UTC.</param>
/// <param name="Note">What is new in it.</param>
/// <param name="ContentHash">The SHA-256 of its file.</param>
/// <param name="Traffic">The endpoints that answer with it, each with its per cent of the calls.</param>
internal sealed record VersionItem(int Version, DateTimeOffset PublishedAt, string Note, string ContentHash, IReadOnlyDictionary<string, int> Traffic)
{
    public static VersionItem Of(FlowVersion version, IEnumerable<Core.Publishing.Endpoint> endpoints) => new(
        version.Number,
        version.PublishedAt,
        version.Note,
        version.ContentHash,
        endpoints.Where(endpoint => endpoint.FlowId == version.FlowId && endpoint.Traffic.Shares.ContainsKey(version.Number))
            .ToDictionary(endpoint => endpoint.Slug, endpoint => endpoint.Traffic.Shares[version.Number]));
}
