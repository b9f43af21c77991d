namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>How many single letters two texts differ by (V. Levenshtein, 1966).</summary>
internal static class Levenshtein
{
    /// <summary>One less the distance's share of the longer text; null where it is less than <paramref name="least"/>.</summary>
    /// <remarks>Looks only along the diagonal, as wide as the distance may be (E. Ukkonen, 1985): its time is the length times that.</remarks>
    public static double? Ratio(string one, string other, double least)
    {
        if (one.Length > other.Length) (one, other) = (other, one);
        if (other.Length == 0) return 1;
        var most = (int)((1 - least) * other.Length);
        var distance = Distance(one, other, most);
        return distance <= most ? 1 - distance / (double)other.Length : null;
    }

    // More than the most is as good as any more.
    private static int Distance(string shorter, string longer, int most)
    {
        if (longer.Length - shorter.Length > most) return most + 1;
        var row = new int[shorter.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j <= most ? j : most + 1;
        for (var i = 1; i <= longer.Length; i++)
        {
            var from = Math.Max(1, i - most);
            var to = Math.Min(shorter.Length, i + most);
            var diagonal = row[from - 1];
            row[from - 1] = from == 1 && i <= most ? i : most + 1;
            var best = row[from - 1];
            for (var j = from; j <= to; j++)
            {
                var above = j == i + most ? most + 1 : row[j];
                var cost = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (longer[i - 1] == shorter[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = Math.Min(cost, most + 1);
                best = Math.Min(best, row[j]);
            }

            if (best > most) return most + 1;
        }

        return row[shorter.Length];
    }
}
