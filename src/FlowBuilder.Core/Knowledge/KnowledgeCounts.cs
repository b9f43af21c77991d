namespace FlowBuilder.Core.Knowledge;

/// <summary>How much a knowledge base holds.</summary>
/// <param name="Documents">All documents.</param>
/// <param name="Unfinished">Those that wait or are worked on.</param>
/// <param name="Ready">Those that can be found as they are.</param>
/// <param name="Failed">Those that could not be read or embedded.</param>
/// <param name="Cancelled">Those that a person stopped.</param>
/// <param name="Chunks">Chunks that can be found or are switched off.</param>
/// <param name="Bytes">Bytes of all documents.</param>
public sealed record KnowledgeCounts(int Documents, int Unfinished, int Ready, int Failed, int Cancelled, int Chunks, long Bytes);
