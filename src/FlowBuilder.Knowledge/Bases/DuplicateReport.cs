namespace FlowBuilder.Knowledge.Bases;

/// <summary>What a knowledge base holds twice.</summary>
/// <param name="Chunks">How many chunks can be found.</param>
/// <param name="Compared">How many of those were compared: the first <see cref="DuplicateReview.MostChunks"/>.</param>
/// <param name="Groups">Chunks that say the same, the largest groups first.</param>
public sealed record DuplicateReport(int Chunks, int Compared, IReadOnlyList<AlikeChunks> Groups);
