using System.Collections.Immutable;
using System.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Gathers pieces of a text; changes that stand beside each other become one removed and one added piece.</summary>
internal sealed class PieceList
{
    private readonly ImmutableArray<TextPiece>.Builder _pieces = ImmutableArray.CreateBuilder<TextPiece>();
    private readonly Dictionary<PieceKind, StringBuilder> _open = new()
    {
        [PieceKind.Same] = new StringBuilder(),
        [PieceKind.Removed] = new StringBuilder(),
        [PieceKind.Added] = new StringBuilder(),
    };

    public void Add(PieceKind kind, string text)
    {
        if (text.Length == 0) return;
        if (kind == PieceKind.Same) Close(PieceKind.Removed, PieceKind.Added);
        else Close(PieceKind.Same);
        _open[kind].Append(text);
    }

    public ImmutableArray<TextPiece> ToPieces()
    {
        Close(PieceKind.Same, PieceKind.Removed, PieceKind.Added);
        return _pieces.ToImmutable();
    }

    private void Close(params ReadOnlySpan<PieceKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (_open[kind].Length > 0) _pieces.Add(new TextPiece(kind, _open[kind].ToString()));
            _open[kind].Clear();
        }
    }
}
