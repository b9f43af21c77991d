using FlowBuilder.Core.Publishing.Deliveries;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Api.Publishing.Deliveries;

/// <summary>A delivery target as its owner sees it.</summary>
internal sealed record TargetItem(
    string Id,
    string Url,
    IReadOnlyList<string> Events,
    DeliveryRuns Runs,
    bool IsEnabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FormerSecretUntil,
    DateTimeOffset? FailingSince)
{
    /// <summary>The secret: in the answer to its making and nowhere else.</summary>
    public string? Secret { get; init; }

    public static TargetItem Of(DeliveryTarget target, Secret? secret = null) => new(
        target.Id,
        target.Address.AbsoluteUri,
        TargetBody.NamesOf(target.Events),
        target.Runs,
        target.IsEnabled,
        target.CreatedAt,
        target.FormerSecretUntil,
        target.FailingSince)
    {
        Secret = secret?.Reveal(),
    };
}
