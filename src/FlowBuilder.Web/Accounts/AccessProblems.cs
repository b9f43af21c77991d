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

    /// <summary>A flow names what is not there for the person, whether or not it is there at all.</summary>
    /// <param name="named">Where it names what.</param>
    public static ApiProblem ResourceDenied(NamedResource named) => new(StatusCodes.Status403Forbidden, ResourceDeniedCode, TextOf(named))
    {
        NodeId = named.Node.Id.Value,
    };

    /// <summary>The settings of a knowledge base name a connection that is not there for the person, whether or not it is there at all.</summary>
    public static ApiProblem ConnectionDenied => new(StatusCodes.Status403Forbidden, ResourceDeniedCode, LocalText.Of(
        "The settings name a connection that you may not use, or that is not there.",
        "설정이 사용할 권한이 없거나 없는 연결을 가리킵니다."));

    /// <summary>Nothing can be shared so.</summary>
    public static ApiProblem BadGrants => new(StatusCodes.Status422UnprocessableEntity, "access.invalid", LocalText.Of(
        "Each account stands once, by its id or name, with view, edit or own; everyone (*) cannot own. Connections are given for view, with limited: true; limited is for connections only.",
        "계정은 ID나 이름으로 한 번씩만, view, edit, own 중 하나와 함께 쓰세요. 모두(*)는 own일 수 없습니다. 연결은 limited: true와 함께 view로만 공유하고, limited는 연결에만 씁니다."));

    /// <summary>The code of <see cref="ResourceDenied"/>.</summary>
    public const string ResourceDeniedCode = "access.resource-denied";

    /// <summary>What <see cref="ResourceDenied"/> says.</summary>
    public static LocalText TextOf(NamedResource named)
    {
        var node = named.Node.Title.Length > 0 ? named.Node.Title : named.Node.Id.Value;
        return (named.Kind, named.Id) switch
        {
            (_, null) => LocalText.Of(
                $"The node \"{node}\" is told only while it runs what it uses, so only an administrator may run it so. Choose it in the node's settings.",
                $"\"{node}\" 노드가 무엇을 사용할지는 실행 중에 정해지므로 관리자만 실행할 수 있습니다. 노드 설정에서 직접 선택하세요."),
            (ResourceKind.Flow, _) => LocalText.Of(
                $"The node \"{node}\" names a flow that you may not use, or that is not there.",
                $"\"{node}\" 노드가 사용할 권한이 없거나 없는 플로우를 가리킵니다."),
            (ResourceKind.Knowledge, _) => LocalText.Of(
                $"The node \"{node}\" names a knowledge base that you may not use, or that is not there.",
                $"\"{node}\" 노드가 사용할 권한이 없거나 없는 지식 베이스를 가리킵니다."),
            _ => LocalText.Of(
                $"The node \"{node}\" names a connection that you may not use, or that is not there.",
                $"\"{node}\" 노드가 사용할 권한이 없거나 없는 연결을 가리킵니다."),
        };
    }
}
