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

    /// <summary>The page has elements inside elements beyond all use.</summary>
    public static NodeException TooDeep(string name, int limit) => Unreadable(
        name,
        $"thousands of its elements nest more than {Number(limit)} levels deep. Save the page again, or keep only its text.",
        $"요소 수천 개가 {Number(limit)}단계보다 깊게 중첩되어 있습니다. 페이지를 다시 저장하거나 텍스트만 남겨 주세요.");

    private static NodeException TooLarge(string name, string english, string korean) => Fault(
        "documents.too-large",
        $"{Quoted(name)} is too large: {english}",
        $"{Korean(name)}이(가) 너무 큽니다. {korean}");

    private static NodeException Fault(string code, string english, string korean, Exception? cause = null) =>
        new(code, LocalText.Of(english, korean), FaultKind.Input, innerException: cause);

    private static string Quoted(string name) => name.Length == 0 ? "The text" : $"\"{name}\"";

    private static string Korean(string name) => name.Length == 0 ? "입력한 텍스트" : $"\"{name}\" 파일";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture);
}
