using System.Text;
using FlowBuilder.Core.Http;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Reads a response's body as text in the character set that the server names.</summary>
internal static class ResponseText
{
    // Korean pages that say euc-kr hold letters that only code page 949 has.
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["euc-kr"] = 949,
        ["ks_c_5601-1987"] = 949,
        ["cp949"] = 949,
        ["ms949"] = 949,
        ["windows-949"] = 949,
        ["shift_jis"] = 932,
        ["gb2312"] = 936,
        ["gbk"] = 936,
        ["gb18030"] = 54936,
        ["big5"] = 950,
        ["iso-8859-1"] = 1252,
        ["windows-1252"] = 1252,
    };

    /// <summary>The body as text; UTF-8 where the server names nothing that is known. A byte order mark wins.</summary>
    public static string Read(OutboundResponse response)
    {
        using var reader = new StreamReader(new MemoryStream(response.Body.ToArray(), writable: false), EncodingOf(response.CharSet), detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static Encoding EncodingOf(string charSet) => charSet.ToUpperInvariant() switch
    {
        "UTF-16" or "UTF-16LE" => Encoding.Unicode,
        "UTF-16BE" => Encoding.BigEndianUnicode,
        _ when CodePages.TryGetValue(charSet, out var page) => CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.UTF8,
        _ => Encoding.UTF8,
    };
}
