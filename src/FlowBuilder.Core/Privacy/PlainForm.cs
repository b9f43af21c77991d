using System.Buffers;

namespace FlowBuilder.Core.Privacy;

/// <summary>A text with full-width letters and digits, dashes and blanks as their plain ASCII, each in its place.</summary>
internal static class PlainForm
{
    private static readonly SearchValues<char> Odd = SearchValues.Create(
        [.. "\u00A0\u2007\u202F\u3000\u00AD\u2010\u2011\u2012\u2013\u2014\u2212", .. Enumerable.Range(0xFF01, 0x5E).Select(code => (char)code)]);

    public static string Of(string text) => text.AsSpan().IndexOfAny(Odd) < 0
        ? text
        : string.Create(text.Length, text, static (plain, text) =>
        {
            for (var i = 0; i < plain.Length; i++) plain[i] = Of(text[i]);
        });

    private static char Of(char letter) => letter switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
        '\u00A0' or '\u2007' or '\u202F' or '\u3000' => ' ',
        '\u00AD' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => '-',
        _ => letter,
    };
}
