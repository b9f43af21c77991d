namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>A piece of two versions of a text. The pieces that are not <see cref="PieceKind.Added"/> make the older version, those that are not <see cref="PieceKind.Removed"/> the newer.</summary>
/// <param name="Kind">Which versions it stands in.</param>
/// <param name="Text">Its characters, line breaks and blanks included; never empty.</param>
public readonly record struct TextPiece(PieceKind Kind, string Text);
