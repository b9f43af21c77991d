namespace FlowBuilder.Knowledge.Text;

/// <summary>Tells Korean text in code page 949 from other bytes that this code page happens to accept.</summary>
internal static class KoreanBytes
{
    private const double LeastCommonShare = 0.3;

    /// <summary>Whether enough of the two-byte characters are everyday Hangul (the 2,350 syllables of KS X 1001).</summary>
    /// <remarks>
    /// English with curly quotes in Windows-1252 is valid in code page 949 too, where “H becomes a rare syllable; real Korean
    /// text is nearly all everyday syllables.
    /// </remarks>
    /// <param name="bytes">Bytes that decode in code page 949 without an error.</param>
    public static bool Plausible(ReadOnlySpan<byte> bytes)
    {
        int pairs = 0, common = 0;
        for (var i = 0; i + 1 < bytes.Length; i++)
        {
            if (bytes[i] < 0x81) continue;
            pairs++;
            if (bytes[i] is >= 0xB0 and <= 0xC8 && bytes[i + 1] >= 0xA1) common++;
            i++;
        }

        return pairs > 0 && common >= LeastCommonShare * pairs;
    }
}
