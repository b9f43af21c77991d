using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>What can be wrong with webhooks, and with what is sent to them.</summary>
internal static class WebhookProblems
{
    /// <summary>There is no webhook of that id, or it is switched off, or its endpoint is: nobody outside can tell which.</summary>
    public static ApiProblem NotFound => new(StatusCodes.Status404NotFound, "webhook.not-found", LocalText.Of(
        "There is no webhook at this address.", "이 주소에는 웹훅이 없습니다."));

    /// <summary>The delivery is not signed as it must be. It does not say what is wrong, which only helps who guesses.</summary>
    public static ApiProblem BadSignature => new(StatusCodes.Status401Unauthorized, "webhook.bad-signature", LocalText.Of(
        "The delivery is not signed as this webhook expects. Its owner sees why on the endpoint's page.",
        "이 웹훅이 기대하는 서명이 아닙니다. 소유자는 엔드포인트 페이지에서 이유를 볼 수 있습니다."));

    /// <summary>The id of the delivery is too long.</summary>
    public static ApiProblem BadId => new(StatusCodes.Status400BadRequest, "webhook.bad-id", LocalText.Of(
        "The id of the delivery may have 200 characters at most.", "전달 ID는 200자까지 쓸 수 있습니다."));

    /// <summary>What was set of a webhook cannot be so.</summary>
    public static ApiProblem Invalid(string member, LocalText text) => ApiProblem.Of(MemberProblem.Of("webhook.invalid", member, text));
}
