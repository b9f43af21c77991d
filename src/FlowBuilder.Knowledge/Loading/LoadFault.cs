using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>What loading tells the flow's author when there is nothing to load, or it cannot be read.</summary>
internal static class LoadFault
{
    /// <summary>There are no bytes, or no text in them.</summary>
    public static NodeException Empty(string name) => Fault(
        "documents.empty",
        $"{Quoted(name)} holds no text. Choose a file or give a text with something in it.",
        $"{Korean(name)}에 텍스트가 없습니다. 내용이 있는 파일이나 텍스트를 넣어 주세요.");

    /// <summary>The content is not what it claims to be, or is damaged.</summary>
    /// <param name="name">The file's name, or empty.</param>
    /// <param name="english">Where and why, as the end of a sentence.</param>
    /// <param name="korean">The same in Korean, a sentence of its own.</param>
    /// <param name="cause">What was thrown, for the log.</param>
    public static NodeException Unreadable(string name, string english, string korean, Exception? cause = null) => Fault(
        "documents.unreadable",
        $"{Quoted(name)} could not be read: {english}",
        $"{Korean(name)}을(를) 읽지 못했습니다. {korean}",
        cause);

    /// <summary>The file is of a kind that is not read here.</summary>
    public static NodeException Unsupported(string name, string kind) => Fault(
        "documents.unsupported",
        $"{Quoted(name)} is {kind}, which cannot be loaded. Supported are {DocumentFormatNames.Supported}; save or convert it as one of these.",
        $"{Korean(name)}은(는) 지원하지 않는 형식({kind})입니다. {DocumentFormatNames.Supported} 형식으로 변환해 주세요.");

    /// <summary>The file has more bytes than allowed.</summary>
    public static NodeException TooManyBytes(string name, long bytes, long limit) => TooLarge(
        name,
        $"it has {Mebibytes(bytes)} MB and {Mebibytes(limit)} MB are allowed. Split it into smaller files.",
        $"크기가 {Mebibytes(bytes)}MB로 한도 {Mebibytes(limit)}MB를 넘습니다. 더 작은 파일로 나누어 주세요.");

    /// <summary>The table or list has more rows than allowed.</summary>
    public static NodeException TooManyRows(string name, int limit) => TooLarge(
        name,
        $"it has more than {Number(limit)} rows, and each becomes a document. Split it, or keep only the rows you need.",
        $"행이 {Number(limit)}개를 넘습니다. 행마다 문서가 하나씩 만들어지므로, 파일을 나누거나 필요한 행만 남겨 주세요.");

    /// <summary>The table has more columns than allowed.</summary>
    public static NodeException TooManyColumns(string name, int columns, int limit) => TooLarge(
        name,
        $"it has {Number(columns)} columns and {Number(limit)} are allowed. Keep only the columns you need.",
        $"열이 {Number(columns)}개로 한도 {Number(limit)}개를 넘습니다. 필요한 열만 남겨 주세요.");

    /// <summary>The file gives more text than allowed.</summary>
    public static NodeException TooMuchText(string name, long limit) => TooLarge(
        name,
        $"it gives more than {Number(limit)} characters of text. Split it into smaller files.",
        $"텍스트가 {Number(limit)}자를 넘습니다. 더 작은 파일로 나누어 주세요.");

    /// <summary>The file's name promises a format that its bytes are not in.</summary>
    public static NodeException NotWhatItsNameSays(string name, string kind) => Unreadable(
        name,
        $"by its name it is {kind}, but its content is not. It may be damaged, or locked by a document security (DRM) program. Open it in its own program and save a copy.",
        $"이름으로는 {kind} 파일이지만 내용이 다릅니다. 손상되었거나 문서 보안(DRM) 프로그램으로 잠겨 있을 수 있습니다. 원래 프로그램에서 열어 사본을 저장해 주세요.");

    /// <summary>The file is locked by a password.</summary>
    public static NodeException Protected(string name) => Fault(
        "documents.protected",
        $"{Quoted(name)} is protected by a password, so it cannot be read. Open it, remove the password and save a copy.",
        $"{Korean(name)}은(는) 암호로 보호되어 있어 읽을 수 없습니다. 파일을 열어 암호를 해제한 뒤 사본을 저장해 주세요.");

    /// <summary>The page has elements inside elements beyond all use.</summary>
    public static NodeException TooDeep(string name, int limit) => Unreadable(
        name,
        $"thousands of its elements nest more than {Number(limit)} levels deep. Save the page again, or keep only its text.",
        $"요소 수천 개가 {Number(limit)}단계보다 깊게 중첩되어 있습니다. 페이지를 다시 저장하거나 텍스트만 남겨 주세요.");

    /// <summary>The file is over a limit.</summary>
    /// <param name="name">The file's name, or empty.</param>
    /// <param name="english">Which limit and what to do, as the end of a sentence.</param>
    /// <param name="korean">The same in Korean, a sentence of its own.</param>
    public static NodeException TooLarge(string name, string english, string korean) => Fault(
        "documents.too-large",
        $"{Quoted(name)} is too large: {english}",
        $"{Korean(name)}이(가) 너무 큽니다. {korean}");

    private static NodeException Fault(string code, string english, string korean, Exception? cause = null) =>
        new(code, LocalText.Of(english, korean), FaultKind.Input, innerException: cause);

    /// <summary>The file in an English message, at the start of a sentence.</summary>
    public static string Quoted(string name) => name.Length == 0 ? "The text" : $"\"{name}\"";

    /// <summary>The file in a Korean message.</summary>
    public static string Korean(string name) => name.Length == 0 ? "입력한 텍스트" : $"\"{name}\" 파일";

    /// <summary>A number with its thousands parted.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A size in MiB, with one place after the point where needed.</summary>
    public static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);
}
