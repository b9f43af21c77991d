using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of the node reference.</summary>
internal static class ReferenceHelp
{
    public static readonly LocalText Command = LocalText.Of(
        "Lists the node types, explains one, or writes the reference as Markdown files.", "노드 유형을 나열하거나 하나를 설명하거나, 노드 설명서를 마크다운 파일로 씁니다.");

    public static readonly LocalText Type = LocalText.Of("The node type to explain, such as model.chat.", "설명할 노드 유형입니다. 예: model.chat");

    public static readonly LocalText Docs = LocalText.Of(
        "The folder to write the reference into; pages of nodes that are gone are removed.",
        "노드 설명서를 쓸 폴더입니다. 없어진 노드의 설명서는 지웁니다.");

    public static readonly LocalText Samples = LocalText.Of("The folder of sample flows that examples are taken from.", "예시를 가져올 예시 플로우 폴더입니다.");

    public static readonly LocalText Check = LocalText.Of(
        "With --docs: write nothing; list what would change, and fail where there is something.", "--docs와 함께: 쓰지 않고, 바뀔 파일을 나열하며 있으면 실패로 끝냅니다.");

    public static LocalText Unknown(string type) => LocalText.Of(
        $"There is no node type \"{type}\". List them with: flowbuilder nodes", $"\"{type}\" 노드 유형이 없습니다. 목록 보기: flowbuilder nodes");

    public static LocalText Stale(string folder) => LocalText.Of(
        $"The files above are not what the declarations say. Write them anew with: flowbuilder nodes --docs {folder}",
        $"위 파일이 선언과 다릅니다. 다시 쓰려면: flowbuilder nodes --docs {folder}");
}
