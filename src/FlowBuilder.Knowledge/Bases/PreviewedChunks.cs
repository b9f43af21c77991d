namespace FlowBuilder.Knowledge.Bases;

/// <summary>How settings would cut a document.</summary>
/// <param name="Chunks">The first chunks.</param>
/// <param name="Total">How many there would be.</param>
/// <param name="Characters">How many UTF-16 code units all of them have together.</param>
/// <param name="Tokens">About how many tokens all of them have together.</param>
public sealed record PreviewedChunks(IReadOnlyList<PreviewedChunk> Chunks, int Total, long Characters, long Tokens);
