namespace FlowBuilder.Nodes.Guards;

/// <summary>Finds nothing by itself: for a text that a model has judged.</summary>
/// <param name="finding">What the model found, or null.</param>
/// <param name="removed">What stands in place of a masked text.</param>
internal sealed class JudgedText(GuardFinding? finding, string removed) : ITextGuard
{
    /// <inheritdoc/>
    public IEnumerable<GuardPiece> Append(string chunk) => [finding is null ? GuardPiece.Clean(chunk) : new GuardPiece(chunk, removed, [finding])];

    /// <inheritdoc/>
    public IEnumerable<GuardPiece> End() => [];
}
