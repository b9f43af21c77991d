using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Components.Shared;

namespace FlowBuilder.Web.Gallery;

/// <summary>Why a file of the operator's folder is not offered.</summary>
internal static class TemplateProblems
{
    /// <summary>It is a symbolic link.</summary>
    public static FlowDiagnostic Link => Of("gallery.link", LocalText.Of(
        "This is a link. Links are not followed; put the file itself here.",
        "링크 파일입니다. 링크는 따라가지 않으니 파일 자체를 넣으세요."));

    /// <summary>There is nothing in it.</summary>
    public static FlowDiagnostic Empty => Of("gallery.empty", LocalText.Of(
        "The file is empty. Put a flow file here, as Download gives it.",
        "빈 파일입니다. 플로우를 내려받아 그 파일을 넣으세요."));

    /// <summary>The program may not read it.</summary>
    public static FlowDiagnostic Unreadable => Of("gallery.unreadable", LocalText.Of(
        "It cannot be read. Let the program's user read it.",
        "읽을 수 없습니다. 프로그램을 실행하는 사용자에게 읽기 권한을 주세요."));

    /// <summary>It is over its limit.</summary>
    public static FlowDiagnostic TooLarge(long bytes, long limit) => Of("gallery.too-large", LocalText.Of(
        $"The file has {Display.Bytes(bytes)}; a template may have {Display.Bytes(limit)}.",
        $"파일 크기가 {Display.Bytes(bytes)}입니다. 템플릿 파일은 {Display.Bytes(limit)}까지 사용할 수 있습니다."));

    /// <summary>There are more files than are read.</summary>
    public static FlowDiagnostic TooMany(int limit) => Of("gallery.too-many", LocalText.Of(
        $"The folder has more than {limit} templates; the first {limit} by name are shown.",
        $"폴더에 템플릿이 {limit}개보다 많습니다. 이름순으로 {limit}개만 보여 줍니다."));

    private static FlowDiagnostic Of(string code, LocalText text) => new(code, DiagnosticSeverity.Invalid, "$", text);
}
