namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>The shortest way from one list of things to another by leaving out and putting in.</summary>
/// <remarks>E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), the greedy algorithm of section 4.</remarks>
internal static class EditScript
{
    // A step of the search keeps its row, so memory goes with the square of this: 4 MiB.
    private const int MostSteps = 1_000;

    /// <summary>Marks what both lists share.</summary>
    /// <returns>For each item of the older and of the newer list whether it stays. Lists that differ by more than a thousand items share only their beginning and end.</returns>
    public static (bool[] Old, bool[] New) Kept<T>(ReadOnlySpan<T> old, ReadOnlySpan<T> fresh)
        where T : IEquatable<T>
    {
        var (keptOld, keptNew) = (new bool[old.Length], new bool[fresh.Length]);
        var start = old.CommonPrefixLength(fresh);
        var end = 0;
        while (end < Math.Min(old.Length, fresh.Length) - start && old[^(end + 1)].Equals(fresh[^(end + 1)])) end++;
        keptOld.AsSpan(0, start).Fill(true);
        keptNew.AsSpan(0, start).Fill(true);
        keptOld.AsSpan(old.Length - end).Fill(true);
        keptNew.AsSpan(fresh.Length - end).Fill(true);
        Search(
            old[start..^end],
            fresh[start..^end],
            keptOld.AsSpan(start, old.Length - start - end),
            keptNew.AsSpan(start, fresh.Length - start - end));
        return (keptOld, keptNew);
    }

    private static void Search<T>(ReadOnlySpan<T> old, ReadOnlySpan<T> fresh, Span<bool> keptOld, Span<bool> keptNew)
        where T : IEquatable<T>
    {
        var most = Math.Min(old.Length + fresh.Length, MostSteps);

        // The furthest place in the older list on each diagonal, as it was before each step; a diagonal k stands at k + most + 1.
        var furthest = new int[(2 * most) + 3];
        var rows = new List<int[]>();
        for (var steps = 0; steps <= most; steps++)
        {
            rows.Add(furthest[(most - steps)..(most + steps + 3)]);
            for (var diagonal = -steps; diagonal <= steps; diagonal += 2)
            {
                var at = diagonal + most + 1;
                var isDown = diagonal == -steps || (diagonal != steps && furthest[at - 1] < furthest[at + 1]);
                var x = isDown ? furthest[at + 1] : furthest[at - 1] + 1;
                while (x < old.Length && x - diagonal < fresh.Length && old[x].Equals(fresh[x - diagonal])) x++;
                furthest[at] = x;
                if (x < old.Length || x - diagonal < fresh.Length) continue;
                WalkBack(rows, old.Length, fresh.Length, keptOld, keptNew);
                return;
            }
        }
    }

    private static void WalkBack(List<int[]> rows, int oldLength, int newLength, Span<bool> keptOld, Span<bool> keptNew)
    {
        var (x, y) = (oldLength, newLength);
        for (var steps = rows.Count - 1; steps >= 0; steps--)
        {
            // Its own part of the row: diagonal k stands at k + steps + 1.
            var row = rows[steps];
            var at = x - y + steps + 1;
            var isDown = x - y == -steps || (x - y != steps && row[at - 1] < row[at + 1]);
            var previousX = steps == 0 ? 0 : isDown ? row[at + 1] : row[at - 1];
            var previousY = steps == 0 ? 0 : previousX - (x - y + (isDown ? 1 : -1));
            while (x > previousX && y > previousY)
            {
                keptOld[--x] = true;
                keptNew[--y] = true;
            }

            (x, y) = (previousX, previousY);
        }
    }
}
