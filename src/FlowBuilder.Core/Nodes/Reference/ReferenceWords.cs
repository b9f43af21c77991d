using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>The words of the reference that are the same on every page.</summary>
internal static class ReferenceWords
{
    public static readonly LocalText Title = LocalText.Of("Nodes", "노드");

    public static readonly LocalText Intro = LocalText.Of(
        "Every node that comes with the program: what it does, when to use it, its ports and settings, and an example. The same pages are in the program, under *Nodes*.",
        "프로그램에 들어 있는 모든 노드입니다. 하는 일, 쓰기 좋은 때, 포트와 설정, 예시를 설명합니다. 프로그램의 *노드* 페이지에서도 같은 내용을 볼 수 있습니다.");

    public static readonly LocalText OtherLanguage = LocalText.Of("한국어", "English");
    public static readonly LocalText AllNodes = LocalText.Of("All nodes", "모든 노드");
    public static readonly LocalText Node = LocalText.Of("Node", "노드");
    public static readonly LocalText What = LocalText.Of("What it does", "하는 일");
    public static readonly LocalText When = LocalText.Of("When to use it", "언제 쓰나요");
    public static readonly LocalText OftenBefore = LocalText.Of("Often before it", "앞에 자주 오는 노드");
    public static readonly LocalText OftenAfter = LocalText.Of("Often after it", "뒤에 자주 오는 노드");
    public static readonly LocalText Inputs = LocalText.Of("Inputs", "입력");
    public static readonly LocalText Outputs = LocalText.Of("Outputs", "출력");
    public static readonly LocalText Settings = LocalText.Of("Settings", "설정");
    public static readonly LocalText Port = LocalText.Of("Port", "포트");
    public static readonly LocalText Setting = LocalText.Of("Setting", "설정");
    public static readonly LocalText Type = LocalText.Of("Type", "유형");
    public static readonly LocalText Default = LocalText.Of("Default", "기본값");
    public static readonly LocalText Meaning = LocalText.Of("Meaning", "설명");
    public static readonly LocalText Version = LocalText.Of("version", "버전");
    public static readonly LocalText Required = LocalText.Of("Required.", "꼭 필요합니다.");
    public static readonly LocalText Several = LocalText.Of("Takes several wires.", "여러 연결선을 받습니다.");
    public static readonly LocalText Live = LocalText.Of("Takes text while it is written.", "만들어지고 있는 텍스트도 받습니다.");
    public static readonly LocalText Result = LocalText.Of("The flow's own result.", "플로우 자체의 결과입니다.");
    public static readonly LocalText Wirable = LocalText.Of("Can come by wire.", "연결선으로도 받을 수 있습니다.");
    public static readonly LocalText Advanced = LocalText.Of("Under *Advanced*.", "*고급*에 있습니다.");
    public static readonly LocalText Values = LocalText.Of("Values", "값");
    public static readonly LocalText Example = LocalText.Of("Example", "예시");
    public static readonly LocalText AsInFile = LocalText.Of("As it stands in a flow file:", "플로우 파일에는 다음과 같이 들어갑니다.");
    public static readonly LocalText UsedIn = LocalText.Of("Sample flows with it", "이 노드를 쓰는 예시 플로우");
    public static readonly LocalText GoodToKnow = LocalText.Of("Good to know", "알아 두기");
    public static readonly LocalText IfItFails = LocalText.Of("If it fails", "실패하면");

    public static readonly LocalText NoInputs = LocalText.Of("It has none of its own.", "고정된 입력이 없습니다.");
    public static readonly LocalText NoOutputs = LocalText.Of("It has none of its own.", "고정된 출력이 없습니다.");
    public static readonly LocalText NoSettings = LocalText.Of("It has none.", "설정이 없습니다.");

    public static LocalText Failing(string controlFlow, string diagnostics) => LocalText.Of(
        $"The run stops and says why. Under *Advanced* the node can try again, go on with another value, or take the way out \"error\" instead ([errors in control flow]({controlFlow})). Every code of an error is explained in [diagnostics]({diagnostics}).",
        $"실행이 멈추고 이유를 알려 줍니다. *고급*에서 다시 시도하거나, 다른 값으로 계속하거나, \"오류\" 출력으로 보내도록 정할 수 있습니다([흐름 제어의 오류]({controlFlow})). 오류 코드는 [진단 코드]({diagnostics})에서 설명합니다.");
}
