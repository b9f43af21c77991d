using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>What can be wrong with the targets of deliveries.</summary>
internal static class DeliveryProblems
{
    /// <summary>The endpoint has no such target.</summary>
    public static ApiProblem NoTarget => new(StatusCodes.Status404NotFound, "target.not-found", LocalText.Of(
        "The endpoint has no delivery target of that id.", "이 엔드포인트에는 해당 ID의 전달 대상이 없습니다."));

    /// <summary>The target has no such delivery, or is switched off.</summary>
    public static ApiProblem NoDelivery => new(StatusCodes.Status404NotFound, "delivery.not-found", LocalText.Of(
        "The target has no such delivery, or is switched off.", "대상에 해당 전달이 없거나 대상이 꺼져 있습니다."));

    /// <summary>A test tells of no run, so it is not sent again but anew.</summary>
    public static ApiProblem IsTest => new(StatusCodes.Status409Conflict, "delivery.test", LocalText.Of(
        "A test is not sent again. Send a new one.", "시험 전달은 다시 보내지 않습니다. 새로 보내세요."));

    /// <summary>What was set of a target cannot be so.</summary>
    public static ApiProblem Invalid(string member, LocalText text) => ApiProblem.Of(MemberProblem.Of("target.invalid", member, text));
}
