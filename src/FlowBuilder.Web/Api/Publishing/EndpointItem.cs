using System.Globalization;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>An endpoint as callers see it.</summary>
internal sealed record EndpointItem(
    string Slug,
    string FlowId,
    IReadOnlyDictionary<string, int> Traffic,
    IReadOnlyDictionary<string, int>? PreviousTraffic,
    bool IsEnabled,
    bool IsPublic,
    bool IsTool,
    IReadOnlyList<string> AllowedOrigins,
    int PublicRequestsPerMinute,
    RunDurability Durability,
    IReadOnlyDictionary<string, string[]> OpenSettings)
{
    public static EndpointItem Of(Endpoint endpoint) => new(
        endpoint.Slug,
        endpoint.FlowId,
        SharesOf(endpoint.Traffic),
        endpoint.PreviousTraffic is { } previous ? SharesOf(previous) : null,
        endpoint.IsEnabled,
        endpoint.IsPublic,
        endpoint.IsTool,
        endpoint.AllowedOrigins,
        endpoint.PublicRequestsPerMinute,
        endpoint.Durability,
        endpoint.OpenSettings.ToDictionary(node => node.Key, node => node.Value.Order(StringComparer.Ordinal).ToArray()));

    private static Dictionary<string, int> SharesOf(TrafficSplit traffic) =>
        traffic.Shares.ToDictionary(share => share.Key.ToString(CultureInfo.InvariantCulture), share => share.Value);
}
