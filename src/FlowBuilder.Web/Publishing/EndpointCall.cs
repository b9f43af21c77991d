using FlowBuilder.Core.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>A call of an endpoint that was let in.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Key">The caller's key; null for a caller of a public endpoint, and for the owner within the program.</param>
/// <param name="Address">Where a caller without a key calls from; empty for the owner.</param>
internal sealed record EndpointCall(Endpoint Endpoint, ApiKey? Key, string Address)
{
    /// <summary>The <see cref="Way"/> of deliveries to webhooks.</summary>
    public const string Webhook = "webhook";

    /// <summary>By what else than a caller's request it comes; its runs are of no session of callers. Null for a caller.</summary>
    public string? Way { get; init; }

    /// <summary>Whether nobody waits for the results: they are for whoever is told of ended runs.</summary>
    public bool IsUnattended { get; init; }

    /// <summary>Whose runs share places on the host: those of a key, or of all callers of an endpoint that show none; null for the owner.</summary>
    public string? PlacesOf => Key?.Id ?? (Address.Length == 0 && Way is null ? null : $"endpoint/{Endpoint.Slug}");

    /// <summary>Whose calls share idempotency keys.</summary>
    public string Caller => Key?.Id ?? Address;
}
