using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>What can go wrong with a flow's files, in words for people and models.</summary>
internal static class FileFaults
{
    /// <summary>There is no place for files.</summary>
    public static NodeException NoFolder() => new("files.no-folder", LocalText.Of(
        "Files need a stored flow and a data folder. Save the flow first; on the command line, name the installation with --data.",
        "파일을 쓰려면 저장된 플로우와 데이터 폴더가 필요합니다. 플로우를 먼저 저장하고, 명령줄에서는 --data로 설치 폴더를 지정하세요."));

    /// <summary>The name leads out, or is none.</summary>
    public static NodeException BadPath() => new("files.bad-path", LocalText.Of(
        "The path must stay inside the flow's folder, as in reports/2026.txt: no \"..\", no leading \"/\", no links.",
        "경로는 reports/2026.txt처럼 플로우 폴더 안에 있어야 합니다. \"..\", 맨 앞의 \"/\", 링크는 쓸 수 없습니다."), FaultKind.Input);

    /// <summary>There is no such file.</summary>
    public static NodeException Missing(string path) => new("files.missing", LocalText.Of(
        $"There is no file \"{path}\" in the flow's folder.", $"플로우 폴더에 \"{path}\" 파일이 없습니다."), FaultKind.Input);

    /// <summary>It is more than is allowed.</summary>
    public static NodeException TooLarge(long most) => new("files.too-large", LocalText.Of(
        $"The file would be larger than {most / 1024 / 1024} MB.", $"파일이 {most / 1024 / 1024}MB를 넘게 됩니다."), FaultKind.Input);

    /// <summary>The folder is full.</summary>
    public static NodeException Full(int mostFiles, long mostBytes) => new("files.full", LocalText.Of(
        $"The flow's folder is full: {mostFiles} files or {mostBytes / 1024 / 1024} MB. Delete some first.",
        $"플로우 폴더가 가득 찼습니다(파일 {mostFiles}개 또는 {mostBytes / 1024 / 1024}MB). 먼저 일부를 삭제하세요."), FaultKind.Input);

    /// <summary>It is no text.</summary>
    public static NodeException NotText(string path) => new("files.not-text", LocalText.Of(
        $"\"{path}\" is not a text in UTF-8.", $"\"{path}\"은(는) UTF-8 텍스트가 아닙니다."), FaultKind.Input);

    /// <summary>The machine refuses.</summary>
    public static NodeException Refused(string path, Exception failure) => new("files.refused", LocalText.Of(
        $"\"{path}\" cannot be read or written.", $"\"{path}\"을(를) 읽거나 쓸 수 없습니다."), FaultKind.Internal, innerException: failure);
}
