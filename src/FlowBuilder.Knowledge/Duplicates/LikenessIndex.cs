namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>Finds signatures that are probably alike, without looking at most of the others.</summary>
/// <remarks>
/// Locality-sensitive hashing (P. Indyk and R. Motwani, 1998): 64 bands of two numbers. Of texts whose likeness is 0.45 it misses one
/// in two million, at 0.6 and above practically none; of those that are unlike (0.05) it looks at one in seven, for some nanoseconds
/// each. A signature and its bands take about a kilobyte.
/// </remarks>
internal sealed class LikenessIndex
{
    private const int Rows = 2;
    private const int Bands = MinHash.Length / Rows;

    private readonly Dictionary<ulong, int>[] _heads = [.. Enumerable.Range(0, Bands).Select(_ => new Dictionary<ulong, int>())];
    private readonly List<int[]> _next = [];
    private readonly List<uint[]> _signatures = [];
    private readonly List<int> _seenBy = [];
    private int _search;

    /// <summary>Adds a signature, to be found from now on by its number: 0, 1, 2 and so on.</summary>
    public void Add(uint[] signature)
    {
        var number = _signatures.Count;
        var next = new int[Bands];
        for (var band = 0; band < Bands; band++)
        {
            var key = KeyOf(signature, band);
            next[band] = _heads[band].GetValueOrDefault(key, -1);
            _heads[band][key] = number;
        }

        _signatures.Add(signature);
        _next.Add(next);
        _seenBy.Add(0);
    }

    /// <summary>The numbers of those that are probably at least that much alike, the most alike first.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="least">The least estimated likeness.</param>
    /// <param name="most">The most to give.</param>
    public IReadOnlyList<int> Find(uint[] signature, double least, int most)
    {
        _search++;
        var found = new List<(int Number, double Likeness)>();
        for (var band = 0; band < Bands; band++)
        {
            for (var number = _heads[band].GetValueOrDefault(KeyOf(signature, band), -1); number >= 0; number = _next[number][band])
            {
                if (_seenBy[number] == _search) continue;
                _seenBy[number] = _search;
                var likeness = MinHash.Likeness(signature, _signatures[number]);
                if (likeness >= least) found.Add((number, likeness));
            }
        }

        return [.. found.OrderByDescending(item => item.Likeness).ThenBy(item => item.Number).Take(most).Select(item => item.Number)];
    }

    private static ulong KeyOf(uint[] signature, int band)
    {
        var at = band * Rows;
        return (ulong)signature[at] << 32 | signature[at + 1];
    }
}
