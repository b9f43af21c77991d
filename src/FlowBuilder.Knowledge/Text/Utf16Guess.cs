using System.Buffers.Binary;

namespace FlowBuilder.Knowledge.Text;

/// <summary>Recognises UTF-16 without a byte order mark by reading the bytes both ways and seeing which reads like text.</summary>
internal static class Utf16Guess
{
    private const int SampleBytes = 8192;
    private const double LeastPlausible = 0.9;

    /// <summary>The charset name of the byte order that reads like text, or null when neither does.</summary>
    public static string? Charset(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes.Length % 2 != 0) return null;
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];

        // Any two Latin letters make an ideograph, so ideographs prove something only beside the zero bytes of ASCII.
        var ideograph = sample.Contains((byte)0) ? 0.95 : 0.5;
        var little = Score(sample, littleEndian: true, ideograph);
        var big = Score(sample, littleEndian: false, ideograph);
        if (Math.Max(little, big) < LeastPlausible || little == big) return null;
        return little > big ? Charsets.Utf16Le : Charsets.Utf16Be;
    }

    private static double Score(ReadOnlySpan<byte> bytes, bool littleEndian, double ideograph)
    {
        double plausible = 0;
        for (var i = 0; i < bytes.Length; i += 2)
        {
            var unit = (char)(littleEndian
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[i..])
                : BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]));
            plausible += Weight(unit, ideograph);
        }

        return plausible / (bytes.Length / 2);
    }

    private static double Weight(char unit, double ideograph) => unit switch
    {
        '\t' or '\n' or '\r' => 1,
        >= ' ' and < '\u007F' => 1,
        >= '\u00A0' and < '\u0600' => 0.95,
        >= '\u2010' and <= '\u2027' => 0.95,
        >= '\u3000' and <= '\u30FF' => 1,
        >= '\uAC00' and <= '\uD7A3' => 1,
        >= '\u4E00' and <= '\u9FFF' => ideograph,
        >= '\uFF00' and <= '\uFF5E' => 0.95,
        _ => 0,
    };
}
