using System.Globalization;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>An endpoint as callers see it.</summary>
internal sealed record EndpointItem(
    string Slug,
    string FlowId,
    IReadOnlyDictionary<string, int> Traffic,
    bool IsEnabled,
    bool IsPublic,
    IReadOnlyList<string> AllowedOrigins,
    int PublicRequestsPerMinute,
    IReadOnlyDictionary<string, string[]> OpenSettings)
{
    public static EndpointItem Of(Endpoint endpoint) => new(
        endpoint.Slug,
        endpoint.FlowId,
        endpoint.Traffic.Shares.ToDictionary(share => share.Key.ToString(CultureInfo.InvariantCulture), share => share.Value),
        endpoint.IsEnabled,
        endpoint.IsPublic,
        endpoint.AllowedOrigins,
        endpoint.PublicRequestsPerMinute,
        endpoint.OpenSettings.ToDictionary(node => node.Key, node => node.Value.Order(StringComparer.Ordinal).ToArray()));
}
