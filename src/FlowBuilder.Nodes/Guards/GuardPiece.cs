namespace FlowBuilder.Nodes.Guards;

/// <summary>A stretch of a text that a guard has looked at.</summary>
/// <param name="Text">The stretch as it came.</param>
/// <param name="Masked">What stands in its place where it is masked.</param>
/// <param name="Findings">What was found in it; empty for nothing.</param>
internal readonly record struct GuardPiece(string Text, string Masked, IReadOnlyList<GuardFinding> Findings)
{
    /// <summary>A stretch in which nothing was found.</summary>
    public static GuardPiece Clean(string text) => new(text, text, []);
}
