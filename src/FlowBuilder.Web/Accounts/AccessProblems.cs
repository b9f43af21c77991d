using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts;

/// <summary>What is answered to those who may not.</summary>
internal static class AccessProblems
{
    /// <summary>The person's rights do not go so far.</summary>
    public static ApiProblem Denied => new(StatusCodes.Status403Forbidden, "access.denied", LocalText.Of(
        "You may not do this here. Ask whoever owns it, or an administrator, for the right.",
        "이 작업을 할 권한이 없습니다. 소유자나 관리자에게 권한을 요청하세요."));
}
