using FlowBuilder.Core.Faults;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>What is told of Office files that are broken, or made to do harm.</summary>
internal static class PackageFault
{
    /// <summary>The archive or a part in it breaks off or is not what it must be.</summary>
    public static NodeException Broken(string name, Exception? cause = null) => LoadFault.Unreadable(
        name,
        "it is damaged or cut off. Get it again, or open it in its own program and save a copy.",
        "손상되었거나 중간에서 잘렸습니다. 파일을 다시 받거나 원래 프로그램에서 열어 사본을 저장해 주세요.",
        cause);

    /// <summary>A part declares a document type, by which a file can read others or blow itself up.</summary>
    public static NodeException HasDocumentType(string name, Exception cause) => LoadFault.Unreadable(
        name,
        "it holds a document type declaration (DTD), which Office never writes and which can do harm. Do not trust the file.",
        "Office 프로그램은 쓰지 않는 문서 형식 선언(DTD)이 들어 있으며, 이는 해로울 수 있습니다. 믿을 수 없는 파일입니다.",
        cause);

    /// <summary>The archive has too many entries.</summary>
    public static NodeException TooManyEntries(string name, int entries, int limit) => LoadFault.TooLarge(
        name,
        $"the archive in it has {LoadFault.Number(entries)} entries and {LoadFault.Number(limit)} are allowed. Save only the part you need as a new file.",
        $"안에 든 압축 항목이 {LoadFault.Number(entries)}개로 한도 {LoadFault.Number(limit)}개를 넘습니다. 필요한 부분만 새 파일로 저장해 주세요.");

    /// <summary>What is packed in the file is larger than allowed.</summary>
    public static NodeException UnpacksTooFar(string name, long limit) => LoadFault.TooLarge(
        name,
        $"unpacked it has more than {LoadFault.Mebibytes(limit)} MB. Split it; if it should be small, do not trust it.",
        $"압축을 풀면 {LoadFault.Mebibytes(limit)}MB를 넘습니다. 파일을 나누어 주세요. 원래 작은 파일이라면 믿을 수 없는 파일입니다.");

    /// <summary>A part is packed as only zip bombs are.</summary>
    public static NodeException IsBomb(string name, int ratio) => LoadFault.TooLarge(
        name,
        $"a part of it unpacks to more than {LoadFault.Number(ratio)} times its size, as in a zip bomb. Do not trust the file; if it is yours, save it anew.",
        $"일부가 압축 크기의 {LoadFault.Number(ratio)}배 넘게 풀립니다(압축 폭탄 의심). 믿을 수 없는 파일입니다. 직접 만든 파일이라면 새로 저장해 주세요.");

    /// <summary>Elements lie inside elements beyond all use.</summary>
    public static NodeException NestsTooDeep(string name, int limit) => LoadFault.TooLarge(
        name,
        $"its elements nest more than {LoadFault.Number(limit)} levels deep. Open it in its own program and save a copy.",
        $"요소가 {LoadFault.Number(limit)}단계보다 깊게 중첩되어 있습니다. 원래 프로그램에서 열어 사본을 저장해 주세요.");

    /// <summary>A part has more names of elements and attributes than any real one.</summary>
    public static NodeException HasTooManyNames(string name, int limit) => LoadFault.TooLarge(
        name,
        $"it uses more than {LoadFault.Number(limit)} names of elements, as no Office file does. Do not trust the file.",
        $"Office 파일에서는 있을 수 없는 {LoadFault.Number(limit)}개가 넘는 요소 이름이 들어 있습니다. 믿을 수 없는 파일입니다.");

    /// <summary>One element of a part is larger than any that Office writes.</summary>
    public static NodeException HasEndlessElement(string name, long limit) => LoadFault.TooLarge(
        name,
        $"one element in it is longer than {LoadFault.Mebibytes(limit)} MB. Save it anew without embedded data.",
        $"한 요소의 길이가 {LoadFault.Mebibytes(limit)}MB를 넘습니다. 포함된 데이터를 빼고 새로 저장해 주세요.");
}
