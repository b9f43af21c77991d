using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Tells whose memory a node reads and writes.</summary>
internal static class MemoryOwners
{
    /// <summary>The person that the settings name, else the caller's user, else the conversation.</summary>
    /// <remarks>Never one for all: what one visitor told would be told to the next.</remarks>
    /// <exception cref="NodeException">There is none of them.</exception>
    public static MemoryOwner Of(string user, NodeContext context)
    {
        if (user.Trim() is { Length: > 0 } named) return new MemoryOwner(MemoryOwnerKind.User, Checked(named));
        if (context.User is { Length: > 0 } caller) return new MemoryOwner(MemoryOwnerKind.User, Checked(caller));
        return OfSession(context) ?? throw new NodeException("memory.nobody", LocalText.Of(
            "It is not known whose memory this is: the run has neither a user nor a conversation. Send \"user\" or \"session\" with the call, or write a name into \"User\".",
            "누구의 기억인지 알 수 없습니다. 이 실행에는 사용자도 대화도 없습니다. 호출할 때 \"user\"나 \"session\"을 보내거나 \"사용자\" 설정에 이름을 쓰세요."), FaultKind.Input);
    }

    /// <summary>The conversation of a run, or null.</summary>
    public static MemoryOwner? OfSession(NodeContext context) =>
        context.Session is { Length: > 0 } session ? new MemoryOwner(MemoryOwnerKind.Session, Checked(session), context.FlowId ?? "") : null;

    private static string Checked(string id) => id.Length <= MemoryOwner.MostCharacters
        ? id
        : throw new NodeException("memory.id-too-long", LocalText.Of(
            $"The id of a user or conversation may have {MemoryOwner.MostCharacters} characters; this one has {id.Length}.",
            $"사용자나 대화의 id는 {MemoryOwner.MostCharacters}자까지 쓸 수 있는데 {id.Length}자입니다."), FaultKind.Input);
}
