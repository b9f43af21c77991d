using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Says why a bundle is refused.</summary>
internal static class BundleProblems
{
    private const int MostName = 80;

    public static FlowDiagnostic NotAZip => Make("bundle.not-a-zip", "", "This is not a zip file that can be read; it may have come in pieces. Download it again.", "읽을 수 있는 zip 파일이 아닙니다. 일부만 받아졌을 수 있으니 다시 내려받으세요.");

    public static FlowDiagnostic NoManifest => Make("bundle.no-manifest", BundleManifest.Entry, "This zip is not a bundle of flows: it has no manifest.json.", "플로우 묶음이 아닌 zip 파일입니다. manifest.json이 없습니다.");

    public static FlowDiagnostic BadManifest => Make("bundle.bad-manifest", BundleManifest.Entry, "The bundle's manifest.json cannot be read: it names no flows, or not as it should.", "묶음의 manifest.json을 읽을 수 없습니다. 플로우 목록이 없거나 형식이 다릅니다.");

    public static FlowDiagnostic TooLarge(long bytes) => Make(
        "bundle.too-large", "", $"The file has {bytes:N0} bytes; a bundle may have {BundleLimits.FileBytes:N0}.", $"파일 크기가 {bytes:N0}바이트입니다. 묶음은 {BundleLimits.FileBytes:N0}바이트까지 쓸 수 있습니다.");

    public static FlowDiagnostic TooManyEntries(int count) => Make(
        "bundle.too-many-entries", "", $"The zip has {count:N0} entries; {BundleLimits.Entries:N0} are allowed.", $"zip 안에 항목이 {count:N0}개 있습니다. {BundleLimits.Entries:N0}개까지 쓸 수 있습니다.");

    public static FlowDiagnostic OtherFormat(string format) => Make(
        "bundle.other-version", BundleManifest.Entry, $"The bundle is in the format \"{Short(format)}\"; this program reads \"{BundleManifest.CurrentFormat}\". Update this program.", $"묶음의 형식은 \"{Short(format)}\"이고 이 프로그램은 \"{BundleManifest.CurrentFormat}\"을 읽습니다. 프로그램을 업데이트하세요.");

    public static FlowDiagnostic BadName(string name) => Make(
        "bundle.bad-name", name, $"The entry \"{Short(name)}\" points outside of the bundle or is a link. Nothing was taken from the file.", $"항목 \"{Short(name)}\"이(가) 묶음 바깥을 가리키거나 링크입니다. 파일에서 아무것도 가져오지 않았습니다.");

    public static FlowDiagnostic Twice(string name) => Make(
        "bundle.duplicate-name", name, $"The entry \"{Short(name)}\" stands twice.", $"항목 \"{Short(name)}\"이(가) 두 번 있습니다.");

    public static FlowDiagnostic Encrypted(string name) => Make(
        "bundle.encrypted", name, $"The entry \"{Short(name)}\" is encrypted. Pack the bundle without a password.", $"항목 \"{Short(name)}\"이(가) 암호화되어 있습니다. 암호 없이 묶으세요.");

    public static FlowDiagnostic TooMuch(string name) => Make(
        "bundle.too-much", name, $"Unpacked, \"{Short(name)}\" is larger than a bundle may hold.", $"압축을 풀면 \"{Short(name)}\"이(가) 묶음에 허용된 크기를 넘습니다.");

    public static FlowDiagnostic Missing(string name) => Make(
        "bundle.missing", name, $"The manifest names \"{Short(name)}\", which the bundle does not hold.", $"manifest.json에 있는 \"{Short(name)}\"이(가) 묶음에 없습니다.");

    public static FlowDiagnostic BadKnowledge(string name) => Make(
        "bundle.bad-knowledge", name, $"The knowledge base of \"{Short(name)}\" cannot be read: its name, its id or a document is not as it should be.", $"\"{Short(name)}\"의 지식 베이스를 읽을 수 없습니다. 이름이나 id, 문서 중 형식에 맞지 않는 것이 있습니다.");

    public static FlowDiagnostic Changed(string name) => Make(
        "bundle.changed", name, $"\"{Short(name)}\" is not the file that was packed: its hash is another. Get the bundle again from where it came from.", $"\"{Short(name)}\"의 해시가 다릅니다. 묶을 때와 다른 파일이니 원래 있던 곳에서 다시 받으세요.");

    private static FlowDiagnostic Make(string code, string path, string english, string korean) =>
        new(code, DiagnosticSeverity.Invalid, path.Length == 0 ? "$" : Short(path), LocalText.Of(english, korean));

    private static string Short(string name) => name.Length > MostName ? name[..MostName] + "…" : name;
}
