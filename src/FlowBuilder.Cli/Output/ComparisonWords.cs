using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of comparing, merging and drawing flows.</summary>
internal static class ComparisonWords
{
    public static readonly LocalText Diff = LocalText.Of(
        "Tells what differs between two flow files, by node and setting. Ends with 0 where nothing does, else with 1.",
        "두 플로우 파일의 차이를 노드와 설정별로 보여 줍니다. 차이가 없으면 0, 있으면 1로 끝납니다.");
    public static readonly LocalText Merge = LocalText.Of(
        "Merges two versions of a flow file that began as one, by node and setting. Ends with 1 where somebody has to decide.",
        "하나에서 갈라진 두 플로우 파일을 노드와 설정별로 합칩니다. 사람이 정해야 할 것이 있으면 1로 끝납니다.");
    public static readonly LocalText TextConv = LocalText.Of(
        "Prints a flow file as lines that read well in git diff and git log.",
        "플로우 파일을 git diff와 git log에서 읽기 좋은 줄로 출력합니다.");
    public static readonly LocalText GitDiff = LocalText.Of(
        "The same as diff, called the way git calls an external diff.",
        "diff와 같지만 git이 외부 diff를 부르는 방식으로 받습니다.");

    public static readonly LocalText Picture = LocalText.Of("Draws a flow as an SVG picture.", "플로우를 SVG 그림으로 그립니다.");
    public static readonly LocalText Theme = LocalText.Of("light or dark.", "light 또는 dark입니다.");

    public static readonly LocalText Before = LocalText.Of("The older flow file.", "이전 플로우 파일입니다.");
    public static readonly LocalText After = LocalText.Of("The newer flow file.", "이후 플로우 파일입니다.");
    public static readonly LocalText Base = LocalText.Of("The flow file that both began as.", "둘이 갈라지기 전의 플로우 파일입니다.");
    public static readonly LocalText Ours = LocalText.Of("Our version of it.", "우리 쪽 파일입니다.");
    public static readonly LocalText Theirs = LocalText.Of("Their version of it.", "상대 쪽 파일입니다.");
    public static readonly LocalText MergeOut = LocalText.Of(
        "The file to write, which may be one of those read; standard output without it.",
        "쓸 파일입니다. 읽은 파일 중 하나여도 됩니다. 없으면 표준 출력에 씁니다.");
    public static readonly LocalText Favor = LocalText.Of(
        "Whose word stands where both sides changed the same: ours or theirs. Without it, both are written between marks.",
        "양쪽이 같은 것을 바꾸었을 때 따를 쪽입니다(ours 또는 theirs). 없으면 둘 다 표시와 함께 씁니다.");
    public static readonly LocalText Name = LocalText.Of("What the file is called in messages.", "메시지에 쓸 파일 이름입니다.");
    public static readonly LocalText Colour = LocalText.Of("auto, always or never.", "auto, always, never 중 하나입니다.");
    public static readonly LocalText NoLayout = LocalText.Of("Pass over what only stands elsewhere.", "위치만 바뀐 것은 건너뜁니다.");
    public static readonly LocalText Json = LocalText.Of("Print the differences as JSON.", "차이를 JSON으로 출력합니다.");
    public static readonly LocalText GitArguments = LocalText.Of("Path, old file, its hash and mode, new file, its hash and mode.", "경로, 이전 파일, 해시와 모드, 이후 파일, 해시와 모드입니다.");

    public static readonly LocalText Node = LocalText.Of("node", "노드");
    public static readonly LocalText Wire = LocalText.Of("wire", "연결선");
    public static readonly LocalText Note = LocalText.Of("note", "메모");
    public static readonly LocalText Empty = LocalText.Of("(empty)", "(비어 있음)");
    public static readonly LocalText NodeOrder = LocalText.Of("the order of the nodes", "노드의 순서");
    public static readonly LocalText WasBefore = LocalText.Of("before", "이전");
    public static readonly LocalText IsOurs = LocalText.Of("ours", "우리 쪽");
    public static readonly LocalText IsTheirs = LocalText.Of("theirs", "상대 쪽");

    public static LocalText Moved(int count) => LocalText.Of($"stand elsewhere: {count}", $"위치만 바뀐 항목: {count}개");

    public static LocalText WireOrder(string port, string before, string after) => LocalText.Of(
        $"wires into {port} arrive in another order: {before} → {after}", $"{port}(으)로 오는 연결선의 순서: {before} → {after}");

    public static LocalText Conflicts(string file, int count) => LocalText.Of(
        count == 1 ? $"{file}: 1 conflict to decide" : $"{file}: {count} conflicts to decide", $"{file}: 정해야 할 충돌 {count}개");
}
