using System.Text;

namespace FlowBuilder.Knowledge.Text;

/// <summary>The encodings this program reads, by the names under which files and people declare them.</summary>
/// <remarks>
/// Encodings are opened by code page number only: by name, <c>euc-kr</c> is code page 51949, which lacks the 8,822 Hangul
/// syllables that Korean files written on Windows (code page 949) do hold.
/// </remarks>
internal static class Charsets
{
    public const string Utf8 = "utf-8";
    public const string Utf16Le = "utf-16le";
    public const string Utf16Be = "utf-16be";
    public const string Utf32Le = "utf-32le";
    public const string Utf32Be = "utf-32be";
    public const string Cp949 = "cp949";
    public const string Windows1252 = "windows-1252";
    public const string ShiftJis = "shift_jis";
    public const string Gb18030 = "gb18030";
    public const string Iso2022Kr = "iso-2022-kr";
    public const string Iso2022Jp = "iso-2022-jp";

    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        [Utf8] = 65001,
        [Utf16Le] = 1200,
        [Utf16Be] = 1201,
        [Utf32Le] = 12000,
        [Utf32Be] = 12001,
        [Cp949] = 949,
        [Windows1252] = 1252,
        [ShiftJis] = 932,
        ["euc-jp"] = 51932,
        [Gb18030] = 54936,
        ["big5"] = 950,
        [Iso2022Kr] = 50225,
        [Iso2022Jp] = 50220,
        ["iso-8859-2"] = 28592,
        ["iso-8859-15"] = 28605,
        ["windows-1250"] = 1250,
        ["windows-1251"] = 1251,
        ["koi8-r"] = 20866,
    };

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = Utf8,
        ["us-ascii"] = Utf8,
        ["ascii"] = Utf8,
        ["utf-16"] = Utf16Le,
        ["unicode"] = Utf16Le,
        ["euc-kr"] = Cp949,
        ["ks_c_5601-1987"] = Cp949,
        ["ksc5601"] = Cp949,
        ["uhc"] = Cp949,
        ["ms949"] = Cp949,
        ["windows-949"] = Cp949,
        ["949"] = Cp949,
        ["iso-8859-1"] = Windows1252,
        ["latin1"] = Windows1252,
        ["cp1252"] = Windows1252,
        ["1252"] = Windows1252,
        ["shift-jis"] = ShiftJis,
        ["sjis"] = ShiftJis,
        ["windows-31j"] = ShiftJis,
        ["gb2312"] = Gb18030,
        ["gbk"] = Gb18030,
    };

    /// <summary>The name this program uses for a declared one, or null when it does not know it.</summary>
    public static string? Canonical(string declared)
    {
        var name = declared.Trim().Trim('"', '\'');
        if (Aliases.TryGetValue(name, out var canonical)) return canonical;
        return CodePages.Keys.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An encoding that throws on bytes it does not know.</summary>
    public static Encoding Strict(string canonical) => Open(canonical, DecoderFallback.ExceptionFallback);

    /// <summary>An encoding that puts U+FFFD for bytes it does not know.</summary>
    public static Encoding Lenient(string canonical) => Open(canonical, new DecoderReplacementFallback("\uFFFD"));

    private static Encoding Open(string canonical, DecoderFallback fallback)
    {
        var page = CodePages[canonical];
        return CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, fallback)
            ?? Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, fallback);
    }
}
