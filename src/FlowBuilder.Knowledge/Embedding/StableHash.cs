namespace FlowBuilder.Knowledge.Embedding;

/// <summary>A 64-bit hash of text that is the same on every machine and in every process, now and later.</summary>
/// <remarks>
/// FNV-1a (G. Fowler, L. C. Noll and K.-P. Vo, RFC 9923) over the two bytes of each UTF-16 unit, the lower byte first, finished with the
/// mixing steps of MurmurHash3 (A. Appleby, 2011, public domain), because FNV alone leaves the low bits of short texts alike.
/// It is no protection against texts made to collide.
/// </remarks>
internal static class StableHash
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <summary>The hash of a kind of feature and its text, as if the kind's character stood before the text.</summary>
    public static ulong Of(char kind, ReadOnlySpan<char> text)
    {
        var hash = Add(Offset, kind);
        foreach (var unit in text) hash = Add(hash, unit);
        return Mixed(hash);
    }

    /// <summary>Spreads what differs in a number over all of its bits.</summary>
    public static ulong Mixed(ulong value)
    {
        value ^= value >> 33;
        value *= 0xFF51_AFD7_ED55_8CCD;
        value ^= value >> 33;
        value *= 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }

    private static ulong Add(ulong hash, char unit)
    {
        hash = (hash ^ (byte)unit) * Prime;
        return (hash ^ (byte)(unit >> 8)) * Prime;
    }
}
