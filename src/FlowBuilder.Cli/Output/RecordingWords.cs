using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Cli.Output;

/// <summary>What is said about recordings.</summary>
internal static class RecordingWords
{
    public static readonly LocalText Record = LocalText.Of(
        "Keep what models and tools answer in a file; without a name, in the one beside the flow (my-flow.recording.json).",
        "모델과 도구의 답을 파일에 기록합니다. 이름을 쓰지 않으면 플로우 옆의 파일(my-flow.recording.json)에 기록합니다.");

    public static readonly LocalText Replay = LocalText.Of(
        "Run with the answers of a recording instead of models and tools: no network, no key, no side effects.",
        "모델과 도구 대신 기록된 답으로 실행합니다. 네트워크와 키가 필요 없고 외부에 아무 영향도 주지 않습니다.");

    public static readonly LocalText Both = LocalText.Of(
        "Choose one of --record and --replay.",
        "--record와 --replay 가운데 하나만 쓰세요.");

    public static readonly LocalText NotSaved = LocalText.Of(
        "The run did not complete, so nothing was recorded.",
        "실행이 끝까지 완료되지 않아 기록하지 않았습니다.");

    public static LocalText NoRecording(string path) => LocalText.Of(
        $"There is no recording at {path}. Make one with --record.",
        $"{path}에 기록이 없습니다. --record로 먼저 기록하세요.");

    public static LocalText Broken(string path, RecordingException failure) => LocalText.Of(
        $"{path}: {failure.Path}: {failure.Text.English}",
        $"{path}: {failure.Path}: {failure.Text.For(Languages.Korean)}");

    public static LocalText Saved(int answers, string path) => LocalText.Of(
        $"Recorded {answers} {(answers == 1 ? "answer" : "answers")} in {path}.",
        $"답 {answers}개를 {path}에 기록했습니다.");
}
