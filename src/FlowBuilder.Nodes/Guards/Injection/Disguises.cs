using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>What a text may say when it is decoded: Base64, hexadecimal, percent signs, entities, ROT13, backwards, digits for letters, letters apart.</summary>
internal static partial class Disguises
{
    private const int MostDecoded = 8;

    /// <summary>Every reading of a text other than the plain one, folded; only those that could be one.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var folded = FoldedText.Of(text);
        foreach (Match match in Base64().Matches(text).Take(MostDecoded))
        {
            if (FromBase64(match.Value) is { } decoded) yield return FoldedText.Of(decoded);
        }

        foreach (Match match in Hex().Matches(text).Take(MostDecoded)) yield return FoldedText.Of(FromHex(match.Value));
        if (Percent().IsMatch(text)) yield return FoldedText.Of(Uri.UnescapeDataString(text));
        if (Entities().IsMatch(text)) yield return FoldedText.Of(WebUtility.HtmlDecode(text));
        if (Apart().IsMatch(folded)) yield return Apart().Replace(folded, letters => letters.Value.Replace(" ", "", StringComparison.Ordinal));
        if (Digits().IsMatch(folded)) yield return Digits().Replace(folded, word => string.Concat(word.Value.Select(Letter)));
        yield return string.Concat(folded.Select(Rotated));
        yield return string.Concat(folded.Reverse());
    }

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        var padded = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        padded += new string('=', (4 - padded.Length % 4) % 4);
        if (!Convert.TryFromBase64String(padded, bytes, out var length) || length < 8) return null;
        var decoded = Encoding.UTF8.GetString(bytes, 0, length);
        return decoded.Count(letter => char.IsLetter(letter) || letter == ' ') > decoded.Length * 3 / 4 ? decoded : null;
    }

    private static string FromHex(string text)
    {
        var digits = text.Replace("\\x", "", StringComparison.Ordinal).Replace("0x", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromHexString(digits[..(digits.Length / 2 * 2)]));
    }

    private static char Rotated(char letter) => letter is >= 'a' and <= 'z' ? (char)('a' + (letter - 'a' + 13) % 26) : letter;

    private static char Letter(char letter) => letter switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => letter,
    };

    [GeneratedRegex("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}")]
    private static partial Regex Base64();

    [GeneratedRegex("(?:\\\\x[0-9A-Fa-f]{2}){8,}|(?:0x)?(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2} ?){12,}(?![0-9A-Za-z])")]
    private static partial Regex Hex();

    [GeneratedRegex("(?:%[0-9A-Fa-f]{2}[^%]{0,3}){4,}")]
    private static partial Regex Percent();

    [GeneratedRegex("(?:&#x?[0-9A-Fa-f]{2,6};[^&]{0,3}){4,}")]
    private static partial Regex Entities();

    [GeneratedRegex("(?<![a-z가-힣])(?:[a-z가-힣] ){3,}[a-z가-힣](?![a-z가-힣])")]
    private static partial Regex Apart();

    [GeneratedRegex("[a-z!@$0-9]*[a-z][!@$013457]+[a-z][a-z!@$0-9]*|[!@$013457][a-z]{2,}[a-z!@$0-9]*")]
    private static partial Regex Digits();
}
