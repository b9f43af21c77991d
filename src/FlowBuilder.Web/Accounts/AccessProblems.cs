using FlowBuilder.Core.Accounts;
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

    /// <summary>The person's role does not go so far.</summary>
    public static ApiProblem RoleNeeded(AccountRole role) => new(StatusCodes.Status403Forbidden, "access.denied", role == AccountRole.Administrator
        ? LocalText.Of("Only an administrator may do this.", "관리자만 할 수 있는 작업입니다.")
        : LocalText.Of("This needs the editor's role; ask an administrator for it.", "편집자 역할이 필요합니다. 관리자에게 요청하세요."));

    /// <summary>The person may look at it, and no more.</summary>
    public static ApiProblem LevelNeeded(AccessLevel level) => new(StatusCodes.Status403Forbidden, "access.denied", level == AccessLevel.Own
        ? LocalText.Of("Only its owner or an administrator may do this.", "소유자나 관리자만 할 수 있는 작업입니다.")
        : LocalText.Of(
            "You may look at this, but not change or run it. Ask its owner to share it with you for editing.",
            "보기 권한만 있어 변경하거나 실행할 수 없습니다. 소유자에게 편집 권한을 요청하세요."));
}
