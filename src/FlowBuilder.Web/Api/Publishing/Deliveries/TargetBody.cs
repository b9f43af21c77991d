using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing.Deliveries;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Api.Publishing.Deliveries;

/// <summary>A delivery target as it is asked for, or what is to be changed of one; what is left out stays.</summary>
internal sealed record TargetBody
{
    private const int MaxUrlLength = 2_000;
    private const int MaxSecretLength = 300;
    private const string Completed = "completed";
    private const string Failed = "failed";

    /// <summary>The address; required of a new one.</summary>
    public string? Url { get; init; }

    /// <summary>Which ends of runs are told: completed, failed.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>Which runs are told of.</summary>
    public DeliveryRuns? Runs { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>A secret that the target has made, of a new one only; left out to have one made.</summary>
    public string? Secret { get; init; }

    /// <summary>The first thing that is wrong with it; null where all is well.</summary>
    /// <param name="isNew">Whether it is of a target that is to be made.</param>
    public ApiProblem? Check(bool isNew)
    {
        if (Url is null ? isNew : !IsAddress(Url))
        {
            return DeliveryProblems.Invalid("url", LocalText.Of(
                "The address must begin with https:// or http:// and hold no user name or password.",
                "주소는 https:// 또는 http://로 시작해야 하며 사용자 이름이나 비밀번호를 담을 수 없습니다."));
        }

        if (Events is { } events && (events.Count == 0 || events.Any(name => name is not (Completed or Failed))))
        {
            return DeliveryProblems.Invalid("events", LocalText.Of(
                "events must be at least one of completed, failed.", "events 값은 completed, failed 중 하나 이상이어야 합니다."));
        }

        if (Secret is null) return null;
        return isNew ? CheckSecret(Secret) : DeliveryProblems.Invalid("secret", LocalText.Of("Change the secret by rotating it.", "비밀 값은 교체 기능으로 바꾸세요."));
    }

    /// <summary>What is wrong with a secret that a target has made, or null.</summary>
    public static ApiProblem? CheckSecret(string? secret) =>
        secret is null || secret.Trim() is { Length: > 0 and <= MaxSecretLength } text && WebhookSecret.KeyOf(new Secret(text)) is not null
            ? null
            : DeliveryProblems.Invalid("secret", WebhookSecret.Form);

    /// <summary>The target with the changes; call <see cref="Check"/> before.</summary>
    public DeliveryTarget Change(DeliveryTarget target) => target with
    {
        Address = Url is null ? target.Address : new Uri(Url.Trim()),
        Events = Events is null ? target.Events : Events.Aggregate(DeliveryEvents.None, (all, name) => all | (name == Completed ? DeliveryEvents.Completed : DeliveryEvents.Failed)),
        Runs = Runs ?? target.Runs,
        IsEnabled = IsEnabled ?? target.IsEnabled,
    };

    /// <summary>The events as the API calls them.</summary>
    public static string[] NamesOf(DeliveryEvents events) =>
        [.. events.HasFlag(DeliveryEvents.Completed) ? [Completed] : Array.Empty<string>(), .. events.HasFlag(DeliveryEvents.Failed) ? [Failed] : Array.Empty<string>()];

    private static bool IsAddress(string text) =>
        text.Length <= MaxUrlLength
        && Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address.UserInfo.Length == 0
        && address.Host.Length > 0;
}
