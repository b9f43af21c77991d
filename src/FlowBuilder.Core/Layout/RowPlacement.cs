namespace FlowBuilder.Core.Layout;

/// <summary>Gives each vertex its height, in the order of its layer, so that edges run as level as they can.</summary>
/// <remarks>
/// What it lessens is the sum of the weighted squares of how far each segment rises or falls from port to port, under the least
/// distances within each layer: the priority method of Sugiyama and others with an exact step. One layer with the others held
/// still is isotonic regression (<see cref="Isotonic"/>); going through the layers again and again draws near the best of all.
/// </remarks>
internal static class RowPlacement
{
    private const int Rounds = 24;

    // Pulls a vertex without neighbours on the side that counts towards where it is.
    private const double Idle = 0.001;

    /// <summary>The top of each vertex.</summary>
    public static double[] Place(LayerGraph graph, LayerOrder order)
    {
        var tops = new double[graph.Count];
        foreach (var layer in order.Layers)
        {
            var y = 0.0;
            for (var i = 0; i < layer.Length; i++)
            {
                if (i > 0) y += graph.Distance(layer[i - 1], layer[i]);
                tops[layer[i]] = y;
            }

            var half = (y + graph.HeightOf(layer[^1])) / 2;
            foreach (var vertex in layer) tops[vertex] -= half;
        }

        // First what lies to one side only: it brings far ends together quicker than both at once.
        Sweep(leftCounts: true, rightCounts: false, toRight: true);
        Sweep(leftCounts: false, rightCounts: true, toRight: false);
        for (var round = 0; round < Rounds; round++) Sweep(leftCounts: true, rightCounts: true, toRight: round % 2 == 0);
        return tops;

        void Sweep(bool leftCounts, bool rightCounts, bool toRight)
        {
            for (var i = 0; i < order.Layers.Length; i++)
                PlaceLayer(graph, order.Layers[toRight ? i : order.Layers.Length - 1 - i], tops, leftCounts, rightCounts);
        }
    }

    private static void PlaceLayer(LayerGraph graph, int[] layer, double[] tops, bool leftCounts, bool rightCounts)
    {
        var (wishes, weights, stacked) = (new double[layer.Length], new double[layer.Length], new double[layer.Length]);
        for (var i = 0; i < layer.Length; i++)
        {
            if (i > 0) stacked[i] = stacked[i - 1] + graph.Distance(layer[i - 1], layer[i]);
            var vertex = layer[i];
            var (sum, weight) = (0.0, 0.0);
            foreach (var segment in leftCounts ? graph.Arriving[vertex] : [])
            {
                sum += segment.Weight * (tops[segment.Source] + segment.SourceOffset - segment.TargetOffset);
                weight += segment.Weight;
            }

            foreach (var segment in rightCounts ? graph.Leaving[vertex] : [])
            {
                sum += segment.Weight * (tops[segment.Target] + segment.TargetOffset - segment.SourceOffset);
                weight += segment.Weight;
            }

            (wishes[i], weights[i]) = weight > 0 ? (sum / weight - stacked[i], weight) : (tops[vertex] - stacked[i], Idle);
        }

        var placed = Isotonic.Fit(wishes, weights);
        for (var i = 0; i < layer.Length; i++) tops[layer[i]] = placed[i] + stacked[i];
    }
}
