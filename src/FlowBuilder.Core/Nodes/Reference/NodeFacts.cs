using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Says of a node type in words what its flags say.</summary>
public static class NodeFacts
{
    /// <summary>What is good to know of nodes of the type, a sentence each; empty where nothing is out of the ordinary.</summary>
    public static IEnumerable<LocalText> Of(NodeType type)
    {
        if (type.IsFlowInput)
        {
            yield return LocalText.Of(
                "It is an input of the flow: callers give it by its name.", "플로우의 입력입니다. 부르는 쪽에서 이름으로 값을 넣습니다.");
        }

        if (type.IsFlowOutput)
        {
            yield return LocalText.Of(
                "It is a result of the flow: callers get it by its name.", "플로우의 결과입니다. 부르는 쪽에서 이름으로 값을 받습니다.");
        }

        if (type.MakesPorts)
        {
            yield return LocalText.Of(
                "Its settings make further ports, such as one for each variable or branch.", "설정에 따라 변수나 갈래 같은 포트가 더 생깁니다.");
        }

        if (type.IsDeterministic)
        {
            yield return LocalText.Of(
                "The same settings and inputs always give the same result, so an unchanged result is used again.",
                "설정과 입력이 같으면 결과도 늘 같으므로, 바뀐 것이 없으면 이전 결과를 다시 씁니다.");
        }

        if (type.UsesNetwork)
        {
            yield return LocalText.Of("It may call something over the network.", "네트워크로 외부를 부를 수 있습니다.");
        }

        if (type.HasSideEffects)
        {
            yield return LocalText.Of(
                "It may change something outside, so it is never repeated unasked.", "외부의 무언가를 바꿀 수 있어, 요청 없이 반복해서 실행하지 않습니다.");
        }

        if (type.IsLasting)
        {
            yield return LocalText.Of(
                "It may take as long as the run may: the time limit of single nodes does not hold for it.",
                "실행이 허용하는 동안 계속될 수 있습니다. 노드 하나의 시간 제한을 받지 않습니다.");
        }

        if (type.IsRunBound)
        {
            yield return LocalText.Of(
                "What it gives means something in its own run only, so an earlier result never stands in for it.",
                "결과는 그 실행 안에서만 뜻이 있어, 이전 결과를 대신 쓰지 않습니다.");
        }

        if (type.Version > 1)
        {
            yield return LocalText.Of(
                "Flows with settings of an older version are brought up to this one when they are opened.",
                "예전 버전의 설정이 있는 플로우는 열 때 이 버전으로 바뀝니다.");
        }
    }
}
