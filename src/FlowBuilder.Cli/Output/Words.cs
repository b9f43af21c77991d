using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What the program says of itself.</summary>
internal static class Words
{
    public static readonly LocalText Program = LocalText.Of("Runs and checks flows.", "플로우를 실행하고 검사합니다.");
    public static readonly LocalText SeeHelp = LocalText.Of("See: flowbuilder --help", "도움말: flowbuilder --help");

    public static readonly LocalText Run = LocalText.Of("Runs a flow and prints its results.", "플로우를 실행하고 결과를 출력합니다.");
    public static readonly LocalText Validate = LocalText.Of("Lists everything that is wrong with flow files.", "플로우 파일의 문제를 모두 보여 줍니다.");
    public static readonly LocalText Format = LocalText.Of("Writes flow files in their canonical form.", "플로우 파일을 표준 형식으로 다시 씁니다.");
    public static readonly LocalText Import = LocalText.Of(
        "Reads a flow file and writes it as a new one; or a bundle (.flow.zip), and writes its flows into a folder.",
        "플로우 파일을 읽어 새 파일로 씁니다. 묶음(.flow.zip)이면 그 안의 플로우를 폴더에 씁니다.");
    public static readonly LocalText Schema = LocalText.Of("Prints the JSON Schema of flow files.", "플로우 파일의 JSON Schema를 출력합니다.");

    public static readonly LocalText File = LocalText.Of("A flow file; - for standard input.", "플로우 파일입니다. -이면 표준 입력에서 읽습니다.");
    public static readonly LocalText Files = LocalText.Of("Flow files.", "플로우 파일들입니다.");
    public static readonly LocalText Input = LocalText.Of(
        "An input of the flow: name=value, or name=@path for a file's content. May be repeated.",
        "플로우의 입력입니다. 이름=값, 또는 이름=@경로(파일 내용)로 씁니다. 여러 번 쓸 수 있습니다.");
    public static readonly LocalText Set = LocalText.Of(
        "A setting for this run only: node.setting=value. May be repeated.",
        "이번 실행에만 쓸 설정입니다. 노드.설정=값으로 쓰며 여러 번 쓸 수 있습니다.");
    public static readonly LocalText Events = LocalText.Of("Print every event of the run as a line of JSON.", "실행 이벤트를 한 줄에 하나씩 JSON으로 출력합니다.");
    public static readonly LocalText Json = LocalText.Of("Print the results as one JSON object.", "결과를 JSON 객체 하나로 출력합니다.");
    public static readonly LocalText Data = LocalText.Of(
        "The data folder of an installation, for its knowledge bases, connections and stored flows; no server may be using it.",
        "설치의 데이터 폴더입니다. 그 지식 베이스, 연결, 저장된 플로우를 씁니다. 서버가 사용 중이면 안 됩니다.");
    public static readonly LocalText DataToRead = LocalText.Of(
        "The data folder of an installation, for its knowledge bases, connections and stored flows.",
        "설치의 데이터 폴더입니다. 그 지식 베이스, 연결, 저장된 플로우를 씁니다.");
    public static readonly LocalText KnowledgeFrom = LocalText.Of(
        "The data folder of an installation: the bundle brings along the knowledge bases of it that the flows name.",
        "설치의 데이터 폴더입니다. 플로우가 쓰는 지식 베이스를 여기서 찾아 함께 묶습니다.");
    public static readonly LocalText KnowledgeInto = LocalText.Of(
        "The data folder of an installation: the knowledge bases that a bundle brings are made in it.",
        "설치의 데이터 폴더입니다. 묶음에 든 지식 베이스를 여기에 만듭니다.");
    public static readonly LocalText Check = LocalText.Of("Change nothing; fail where a file would change.", "파일을 바꾸지 않고, 바뀔 파일이 있으면 실패로 끝냅니다.");
    public static readonly LocalText OutFile = LocalText.Of("The file to write.", "쓸 파일입니다.");

    public static readonly LocalText Decide = LocalText.Of(
        "What is answered where the flow waits for a person: approve or reject. Without it, you are asked.",
        "플로우가 담당자의 결정을 기다릴 때 할 답: approve(승인) 또는 reject(거절). 쓰지 않으면 물어봅니다.");

    public static readonly LocalText MaxCost = LocalText.Of(
        "The most US dollars that the run may use; it can only tighten the flow's own budget.", "실행이 쓸 수 있는 최대 비용(달러). 플로우의 예산을 더 줄일 수만 있습니다.");

    public static readonly LocalText MaxTokens = LocalText.Of(
        "The most tokens that the run may use.", "실행이 쓸 수 있는 최대 토큰 수.");

    public static readonly LocalText MaxSeconds = LocalText.Of(
        "The most seconds that the run may take.", "실행에 걸릴 수 있는 최대 시간(초).");

    public static readonly LocalText Answer = LocalText.Of(
        "What is filled in where an approval has a form: field=value. May be repeated.",
        "승인에 입력 양식이 있을 때 채울 값입니다. 항목=값으로 쓰며 여러 번 쓸 수 있습니다.");

    public static LocalText FillIn(QuestionField field)
    {
        var title = field.Label.Length > 0 ? field.Label : field.Name;
        var hint = field.Kind == QuestionFieldKind.Choice ? $" ({string.Join(", ", field.Choices)})" : "";
        var stands = field.Value is { } value ? $" [{value}]" : "";
        return LocalText.Verbatim($"{title}{hint}{stands}: ");
    }

    public static readonly LocalText Approve = LocalText.Of("Approve? [y/n] ", "승인할까요? [y/n] ");

    public static LocalText Waits(string node) => LocalText.Of(
        $"{node}: the flow waits for a person to decide, and nobody can be asked here. Decide with --decide approve or --decide reject.",
        $"{node}: 플로우가 담당자의 결정을 기다리지만 여기서는 물어볼 수 없습니다. --decide approve 또는 --decide reject로 정하세요.");

    public static readonly LocalText Stopped = LocalText.Of("The run was stopped.", "실행을 중단했습니다.");

    public static LocalText NotPair(string option, string text, string form) => LocalText.Of(
        $"{option} \"{text}\": write it as {form}.", $"{option} \"{text}\": {form} 형식으로 쓰세요.");

    public static LocalText Twice(string option, string name) => LocalText.Of(
        $"{option} gives \"{name}\" twice.", $"{option}에 \"{name}\" 값이 두 번 있습니다.");

    public static LocalText NoFile(string path) => LocalText.Of($"There is no file {path}.", $"{path} 파일이 없습니다.");

    public static LocalText NoFolder(string path) => LocalText.Of($"There is no folder {path}.", $"{path} 폴더가 없습니다.");

    public static LocalText CannotRead(string path, string reason) => LocalText.Of(
        $"{path} cannot be read: {reason}", $"{path} 파일을 읽을 수 없습니다: {reason}");

    public static LocalText CannotWrite(string path, string reason) => LocalText.Of(
        $"{path} cannot be written: {reason}", $"{path} 파일을 쓸 수 없습니다: {reason}");

    public static LocalText NotText(string path) => LocalText.Of(
        $"{path} is not UTF-8 text, and this input takes text.", $"{path} 파일은 UTF-8 텍스트가 아닙니다. 이 입력에는 텍스트가 필요합니다.");

    public static LocalText Good(string path) => LocalText.Of($"{path}: no problems.", $"{path}: 문제가 없습니다.");

    public static LocalText WouldChange(string path) => LocalText.Of(
        $"{path} is not in its canonical form.", $"{path} 파일이 표준 형식이 아닙니다.");

    public static LocalText Formatted(string path) => LocalText.Of($"{path} was formatted.", $"{path} 파일을 표준 형식으로 바꾸었습니다.");

    public static LocalText Written(string path) => LocalText.Of($"{path} was written.", $"{path} 파일을 썼습니다.");
}
