using System.Numerics.Tensors;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Chooses the neighbours of a row, near ones in different directions.</summary>
/// <remarks>Malkov and Yashunin, algorithm 4: a candidate counts where it is nearer to the row than to every neighbour chosen before.</remarks>
internal static class HnswNeighbours
{
    /// <summary>The neighbours chosen, and the nearest of those passed over where there is room.</summary>
    /// <param name="rows">The vectors.</param>
    /// <param name="candidates">With their likeness to the row, the most alike first.</param>
    /// <param name="most">The most to choose.</param>
    public static int[] Choose(VectorRows rows, (float Score, int Row)[] candidates, int most)
    {
        if (candidates.Length <= most) return [.. candidates.Select(candidate => candidate.Row)];
        var chosen = new List<int>(most);
        var passedOver = new List<int>();
        foreach (var (score, row) in candidates)
        {
            if (chosen.Count == most) break;
            (IsApart(rows, row, score, chosen) ? chosen : passedOver).Add(row);
        }

        chosen.AddRange(passedOver.Take(most - chosen.Count));
        return [.. chosen];
    }

    private static bool IsApart(VectorRows rows, int row, float score, List<int> chosen)
    {
        var vector = rows[row];
        foreach (var other in chosen)
        {
            if (TensorPrimitives.Dot(vector, rows[other]) >= score) return false;
        }

        return true;
    }
}
