using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Reads the bytes of a mail's texts in the charset it names, where the bytes do not show that it is wrong.</summary>
internal static class MailText
{
    /// <summary>The text; never fails, and puts U+FFFD for what cannot be read.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="charset">What the mail says they are written in, or null or empty.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        // These switch alphabets by escapes of plain ASCII, so that the bytes alone look like English.
        if (Charsets.Canonical(charset ?? "") is Charsets.Iso2022Kr or Charsets.Iso2022Jp) return TextDecoder.DecodeAs(bytes, charset!).Text;
        return (TextDecoder.Decode(bytes, charset)?.Text ?? Encoding.Latin1.GetString(bytes)).Replace("\0", "", StringComparison.Ordinal);
    }
}
