namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>Undoes the encodings in which mails carry bytes through lines of ASCII (RFC 2045, 6).</summary>
internal static class TransferEncoding
{
    /// <summary>The bytes of a body.</summary>
    /// <param name="body">The body as it stands in the mail.</param>
    /// <param name="encoding">The field <c>Content-Transfer-Encoding</c>; what is not known is left as it is.</param>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string encoding) => encoding.Trim().ToLowerInvariant() switch
    {
        "base64" => FromBase64(body.Span),
        "quoted-printable" => FromQuotedPrintable(body.Span),
        _ => body,
    };

    /// <summary>Reads Base64; what is no letter of it is skipped, and what breaks off is read as far as it goes.</summary>
    public static byte[] FromBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>((text.Length / 4 * 3) + 3);
        var (bits, count) = (0, 0);
        foreach (var letter in text)
        {
            if (letter == '=')
            {
                // Padding ends a unit; some programs join several.
                count = 0;
                continue;
            }

            var value = ValueOf(letter);
            if (value < 0) continue;
            bits = (bits << 6) | value;
            count += 6;
            if (count < 8) continue;
            count -= 8;
            bytes.Add((byte)(bits >> count));
        }

        return [.. bytes];
    }

    /// <summary>Reads quoted-printable; what is not well formed is left as it stands.</summary>
    public static byte[] FromQuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add(text[i]);
                continue;
            }

            if (i + 2 < text.Length && HexOf(text[i + 1]) is var high and >= 0 && HexOf(text[i + 2]) is var low and >= 0)
            {
                bytes.Add((byte)((high << 4) | low));
                i += 2;
                continue;
            }

            // An equals sign at the end of a line joins it to the next.
            var end = i + 1;
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\t' or (byte)'\r') end++;
            if (end >= text.Length || text[end] == '\n') i = end;
            else bytes.Add(text[i]);
        }

        return [.. bytes];
    }

    private static int ValueOf(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    private static int HexOf(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -1,
    };
}
