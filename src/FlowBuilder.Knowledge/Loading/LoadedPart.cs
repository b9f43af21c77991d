namespace FlowBuilder.Knowledge.Loading;

/// <summary>What one file, row or item gave, before it becomes a document.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Title">What it calls itself, or null.</param>
/// <param name="Row">Its row or item number, or null where it is the whole file.</param>
internal sealed record LoadedPart(string Text, string? Title = null, int? Row = null);
