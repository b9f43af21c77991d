using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing.Webhooks;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Api.Publishing.Webhooks;

/// <summary>A webhook as it is asked for, or what is to be changed of one; what is left out stays.</summary>
internal sealed partial record WebhookBody
{
    private const int MaxNameLength = 100;
    private const int MostPerMinute = 100_000;
    private const int MostInputs = 100;
    private const int MaxPlaceLength = 300;

    /// <summary>What it is for; required of a new one.</summary>
    public string? Name { get; init; }

    /// <summary>How senders prove who they are; of a new one only.</summary>
    public WebhookSignature? Signature { get; init; }

    /// <summary>The header of a plain signature.</summary>
    public string? Header { get; init; }

    /// <summary>What the sender is told.</summary>
    public WebhookAnswer? Answer { get; init; }

    /// <summary>Input → place in the delivery; an empty object to give the whole body to the one input that takes it.</summary>
    public Dictionary<string, string>? Inputs { get; init; }

    /// <summary>The place of what names the conversation; empty for none.</summary>
    public string? Session { get; init; }

    /// <summary>Whether it takes deliveries.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>How many deliveries a minute it takes from one address.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>A secret that the sender has made, of a new one only; left out to have one made.</summary>
    public string? Secret { get; init; }

    /// <summary>How something is signed is part of what a webhook is.</summary>
    public static LocalText FixedSignature => LocalText.Of(
        "How a webhook is signed cannot be changed. Make another one, and remove this.",
        "웹훅의 서명 방식은 바꿀 수 없습니다. 새 웹훅을 만들고 이 웹훅을 삭제하세요.");

    /// <summary>A secret is changed by rotating it, so that the former one stays valid for a while.</summary>
    public static LocalText FixedSecret => LocalText.Of("Change the secret by rotating it.", "비밀 값은 교체 기능으로 바꾸세요.");

    /// <summary>There is no secret to change.</summary>
    public static LocalText NothingSigned => LocalText.Of("Deliveries to this webhook are not signed, so it has no secret.", "이 웹훅은 서명을 쓰지 않아 비밀 값이 없습니다.");

    /// <summary>The webhook with the changes.</summary>
    public Webhook Change(Webhook webhook) => webhook with
    {
        Name = Name?.Trim() ?? webhook.Name,
        Header = Header?.Trim() ?? webhook.Header,
        Answer = Answer ?? webhook.Answer,
        Inputs = Inputs is null ? webhook.Inputs : Inputs.Count == 0 ? null : Inputs.ToImmutableSortedDictionary(input => input.Key, input => input.Value?.Trim() ?? "", StringComparer.Ordinal),
        Session = Session is null ? webhook.Session : Session.Trim() is { Length: > 0 } place ? place : null,
        IsEnabled = IsEnabled ?? webhook.IsEnabled,
        RequestsPerMinute = RequestsPerMinute ?? webhook.RequestsPerMinute,
    };

    /// <summary>The first thing that is wrong with a webhook so changed, but for whether its inputs fit the flow; null where all is well.</summary>
    public ApiProblem? Check(Webhook webhook)
    {
        if (webhook.Name.Length is 0 or > MaxNameLength)
            return Wrong("name", $"a text of up to {MaxNameLength} characters", $"{MaxNameLength}자 이하의 텍스트");
        if (!HeaderForm().IsMatch(webhook.Header)) return Wrong("header", "the name of a header, such as x-webhook-signature", "x-webhook-signature 같은 헤더 이름");
        if (webhook.RequestsPerMinute is < 1 or > MostPerMinute) return Wrong("requestsPerMinute", $"1 to {MostPerMinute:N0}", $"1~{MostPerMinute:N0}");
        if (webhook.Inputs is { } inputs && (inputs.Count > MostInputs || inputs.Values.Any(place => place.Length is 0 or > MaxPlaceLength)))
            return Wrong("inputs", $"up to {MostInputs} inputs, each with a place in the delivery", $"입력 {MostInputs}개 이하와 각각의 위치");
        if (webhook.Session?.Length > MaxPlaceLength) return Wrong("session", "a place in the delivery", "전달 내용의 위치");
        return CheckSecret(webhook.Signature, Secret) is { } problem ? WebhookProblems.Invalid("secret", problem) : null;
    }

    /// <summary>What is wrong with a secret that a sender has made, or null.</summary>
    public static LocalText? CheckSecret(WebhookSignature signature, string? secret) => (signature, secret?.Trim()) switch
    {
        (_, null) => null,
        (WebhookSignature.None, _) => NothingSigned,
        (_, { Length: < 8 or > 300 }) => LocalText.Of("A secret has 8 to 300 characters.", "비밀 값은 8자에서 300자까지 쓸 수 있습니다."),
        (WebhookSignature.Standard, { } text) when WebhookSecret.KeyOf(new Secret(text)) is null => WebhookSecret.Form,
        _ => null,
    };

    private static ApiProblem Wrong(string member, string english, string korean) =>
        ApiProblem.Of(MemberProblem.MustBe("webhook.invalid", member, english, korean));

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderForm();
}
