using System.Text;
using System.Text.Unicode;

namespace FlowBuilder.Knowledge.Text;

/// <summary>Finds out in which encoding bytes were written, and reads them.</summary>
/// <remarks>
/// In this order: byte order mark; UTF-16 by its zero bytes; valid UTF-8; a declared encoding; plausible Korean (code page
/// 949); lines of UTF-8 and of 949 in one file; UTF-8 with a little damage; UTF-16 without zero bytes; and, as the last
/// resort, Windows-1252, which can read nearly anything.
/// </remarks>
internal static class TextDecoder
{
    /// <summary>What is reported when some lines are UTF-8 and others code page 949.</summary>
    public const string MixedCharset = "utf-8+cp949";

    /// <summary>Reads bytes as text.</summary>
    /// <param name="bytes">The bytes of a whole file.</param>
    /// <param name="declared">What the file or its sender says it is written in; a hint, used where the bytes do not settle it.</param>
    /// <returns>The text, or null when the bytes are not text in any encoding known here.</returns>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes, string? declared = null)
    {
        if (ByMark(bytes) is { } marked) return marked;
        if (bytes.Contains((byte)0)) return Utf16Guess.Charset(bytes) is { } wide ? Lenient(bytes, wide) : null;
        if (Utf8.IsValid(bytes)) return new DecodedText(Encoding.UTF8.GetString(bytes), Charsets.Utf8);
        if (declared is not null && Charsets.Canonical(declared) is { } canonical and not Charsets.Utf8
            && Strict(bytes, canonical) is { } asDeclared)
            return new DecodedText(asDeclared, canonical);
        if (Strict(bytes, Charsets.Cp949) is { } korean && KoreanBytes.Plausible(bytes))
            return new DecodedText(korean, Charsets.Cp949);
        if (DamagedUtf8(bytes, mostBroken: 1) is { } cutOff) return cutOff;
        if (ByLine(bytes) is { } mixed) return mixed;
        if (DamagedUtf8(bytes, mostBroken: int.MaxValue) is { } damaged) return damaged;
        if (Utf16Guess.Charset(bytes) is { } wideWithoutZeros) return Lenient(bytes, wideWithoutZeros);
        var western = Lenient(bytes, Charsets.Windows1252);
        return LooksBinary(western.Text) ? null : western;
    }

    /// <summary>Reads bytes in an encoding that a person chose.</summary>
    /// <param name="bytes">The bytes of a whole file.</param>
    /// <param name="charset">A name that <see cref="Charsets.Canonical"/> knows.</param>
    /// <exception cref="ArgumentException">The encoding is unknown.</exception>
    public static DecodedText DecodeAs(ReadOnlySpan<byte> bytes, string charset)
    {
        var canonical = Charsets.Canonical(charset)
            ?? throw new ArgumentException($"Unknown encoding '{charset}'.", nameof(charset));
        return ByMark(bytes) is { } marked && marked.Charset == canonical ? marked : Lenient(bytes, canonical);
    }

    private static DecodedText? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Lenient(bytes[3..], Charsets.Utf8),
        [0xFF, 0xFE, 0, 0, ..] => Lenient(bytes[4..], Charsets.Utf32Le),
        [0, 0, 0xFE, 0xFF, ..] => Lenient(bytes[4..], Charsets.Utf32Be),
        [0xFF, 0xFE, ..] => Lenient(bytes[2..], Charsets.Utf16Le),
        [0xFE, 0xFF, ..] => Lenient(bytes[2..], Charsets.Utf16Be),
        _ => null,
    };

    private static DecodedText Lenient(ReadOnlySpan<byte> bytes, string charset)
    {
        var text = Charsets.Lenient(charset).GetString(bytes);
        return new DecodedText(text, charset, text.AsSpan().Count('\uFFFD'));
    }

    private static string? Strict(ReadOnlySpan<byte> bytes, string charset)
    {
        try
        {
            return Charsets.Strict(charset).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static DecodedText? DamagedUtf8(ReadOnlySpan<byte> bytes, int mostBroken)
    {
        int whole = 0, broken = 0;
        for (var rest = bytes; !rest.IsEmpty;)
        {
            if (rest[0] < 0x80)
            {
                var ascii = rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                rest = ascii < 0 ? [] : rest[ascii..];
                continue;
            }

            if (Rune.DecodeFromUtf8(rest, out _, out var length) == System.Buffers.OperationStatus.Done) whole++;
            else broken++;
            rest = rest[length..];
        }

        // By chance, a two-byte encoding gives one valid UTF-8 sequence for many broken ones, never ten for one.
        return broken <= mostBroken && whole >= 10 * broken ? Lenient(bytes, Charsets.Utf8) : null;
    }

    private static DecodedText? ByLine(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        bool anyUtf8 = false, anyKorean = false;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..(end + 1)];
            bytes = bytes[line.Length..];
            if (Utf8.IsValid(line))
            {
                anyUtf8 |= line.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
                text.Append(Encoding.UTF8.GetString(line));
            }
            else if (Strict(line, Charsets.Cp949) is { } korean && KoreanBytes.Plausible(line))
            {
                anyKorean = true;
                text.Append(korean);
            }
            else
            {
                return null;
            }
        }

        return anyUtf8 && anyKorean ? new DecodedText(text.ToString(), MixedCharset) : null;
    }

    private static bool LooksBinary(string text)
    {
        var controls = text.Count(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\u001A'));
        return controls * 50 > text.Length;
    }
}
