using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Reads encoded words in header fields (RFC 2047), such as <c>=?euc-kr?B?x9Gx2w==?=</c>.</summary>
internal static partial class EncodedWords
{
    /// <summary>The text of a field.</summary>
    /// <remarks>
    /// White space between two encoded words is none of the text. Their bytes are joined before they are read where both name
    /// one charset: many programs cut between the bytes of a letter, though the standard forbids it.
    /// </remarks>
    public static string Decode(string field)
    {
        if (!field.Contains("=?", StringComparison.Ordinal)) return field;
        var text = new StringBuilder();
        var pending = new List<byte>();
        var (charset, after) = ("", 0);
        foreach (Match word in Word().Matches(field))
        {
            var between = field.AsSpan(after, word.Index - after);
            var isNext = after > 0 && between.IsWhiteSpace();
            var named = word.Groups[1].Value.Split('*')[0];
            if (!isNext || !named.Equals(charset, StringComparison.OrdinalIgnoreCase)) Flush(text, pending, charset);
            if (!isNext) text.Append(between);
            charset = named;
            pending.AddRange(Bytes(word.Groups[2].Value, word.Groups[3].Value));
            after = word.Index + word.Length;
        }

        Flush(text, pending, charset);
        return text.Append(field.AsSpan(after)).ToString();
    }

    private static void Flush(StringBuilder text, List<byte> pending, string charset)
    {
        if (pending.Count > 0) text.Append(MailText.Decode(pending.ToArray(), charset));
        pending.Clear();
    }

    private static byte[] Bytes(string encoding, string text) => encoding is "B" or "b"
        ? TransferEncoding.FromBase64(Encoding.Latin1.GetBytes(text))
        : TransferEncoding.FromQuotedPrintable(Encoding.Latin1.GetBytes(text.Replace('_', ' ')));

    [GeneratedRegex(@"=\?([^?\s]{1,40})\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex Word();
}
