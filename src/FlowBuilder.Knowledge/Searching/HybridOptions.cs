namespace FlowBuilder.Knowledge.Searching;

/// <summary>How keyword and vector search are joined.</summary>
public sealed record HybridOptions
{
    /// <summary>For embeddings that know meanings: both searches have an equal say.</summary>
    public static HybridOptions Default { get; } = new();

    /// <summary>For the offline embedding.</summary>
    /// <remarks>
    /// It sees the words that keyword search sees, so its use is to find texts like the best ones: it takes their vectors into the query,
    /// and has half a say. Of the weights 0.5, 0.7 and 1 that is the one with which looking up the abstracts of the Cranfield
    /// collection by their titles loses least against words alone (nDCG@10 0.792 of 0.793); no judged question chose it.
    /// </remarks>
    public static HybridOptions Offline { get; } = new() { VectorWeight = 0.5, FeedbackFrom = 5 };

    /// <summary>The most to give.</summary>
    /// <value>10</value>
    public int Top { get; init; } = 10;

    /// <summary>How many hits of each search are joined; never fewer than <see cref="Top"/>.</summary>
    /// <value>100</value>
    public int Depth { get; init; } = 100;

    /// <summary>How much the places of vector search count, those of keyword search counting 1; 0 or more.</summary>
    /// <value>1</value>
    public double VectorWeight { get; init; } = 1;

    /// <summary>From how many of the best keyword hits the query's vector learns; 0 for none.</summary>
    /// <value>0</value>
    public int FeedbackFrom { get; init; }

    /// <summary>The least relevance, from 0 to 1, with which keyword search finds something.</summary>
    /// <value>0</value>
    public double LeastRelevance { get; init; }

    /// <summary>The least cosine, from −1 to 1, with which vector search finds something.</summary>
    /// <value>−1, which is all</value>
    public double LeastCosine { get; init; } = -1;

    /// <summary>The least joint score, from 0 to 1.</summary>
    /// <value>0</value>
    public double LeastScore { get; init; }

    /// <summary>How much hits should differ from each other, from 0 (not at all) to 1 (only that counts).</summary>
    /// <value>0</value>
    public double Diversity { get; init; }
}
