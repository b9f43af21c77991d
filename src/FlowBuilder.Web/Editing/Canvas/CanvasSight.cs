
namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>Which parts of a flow a window draws: all of a small one, of a large one what is in sight and near it.</summary>
/// <remarks>
/// What a person has in hand is drawn wherever it stands: the focused card with the one before and after it, so that Tab
/// goes on from it, what is selected and what runs, as long as these are few. Belongs to one circuit and is touched on its
/// dispatcher only.
/// </remarks>
internal sealed class CanvasSight
{
    /// <summary>A flow with no more nodes than this is drawn whole.</summary>
    public const int Few = 150;

    /// <summary>So many selected or running nodes are drawn out of sight too.</summary>
    public const int MostKept = 40;

    // What the card of a node may be higher than its ports: settings, output, foot. Only for what is near an edge of the sight.
    private const double BodyRoom = 240;

    private SeenBox? _seen;
    private PartId? _focused;
    private bool _isFar;

    /// <summary>Raised by every change of what is drawn.</summary>
    public int Version { get; private set; }

    /// <summary>The nodes that are drawn, in the order of the document.</summary>
    public IReadOnlyList<NodeModel> Nodes { get; private set; } = [];

    /// <summary>The wires that are drawn, in the order of the document.</summary>
    public IReadOnlyList<WireModel> Wires { get; private set; } = [];

    /// <summary>The notes that are drawn, in the order of the document.</summary>
    public IReadOnlyList<NoteModel> Notes { get; private set; } = [];

    /// <summary>Whether cards are too small to be read, so that of a large flow only titles are drawn.</summary>
    public bool IsFar { get; private set; }

    /// <summary>Takes where the window looks.</summary>
    /// <param name="seen">What is seen, with a margin.</param>
    /// <param name="isFar">Whether cards are too small to be read.</param>
    /// <param name="focused">The part that has the keyboard, or null.</param>
    public void Look(SeenBox seen, bool isFar, PartId? focused) => (_seen, _isFar, _focused) = (seen, isFar, focused);

    /// <summary>Chooses anew what is drawn.</summary>
    /// <returns>Whether something came or went.</returns>
    public bool Choose(CanvasModel canvas)
    {
        if (canvas.Nodes.Count <= Few) return Take(canvas.Nodes, canvas.Wires, canvas.Notes, isFar: false);
        var kept = Kept(canvas);
        var nodes = canvas.Nodes.Where(node => kept.Contains(node.Id) || IsSeen(node)).ToList();
        var wires = canvas.Wires.Where(IsSeen).ToList();
        var notes = canvas.Notes.Where(note => kept.Contains(note.Id) || IsSeen(note)).ToList();
        return Take(nodes, wires, notes, _isFar);
    }

    private HashSet<PartId> Kept(CanvasModel canvas)
    {
        var kept = new HashSet<PartId>();
        if (canvas.Selection.Count <= MostKept) kept.UnionWith(canvas.Selection);
        kept.UnionWith(canvas.Nodes.Where(node => node.IsRunning).Take(MostKept).Select(node => node.Id));
        if (_focused is not { } focused) return kept;
        kept.Add(focused);
        for (var i = 0; i < canvas.Nodes.Count; i++)
        {
            if (canvas.Nodes[i].Id != focused) continue;
            if (i > 0) kept.Add(canvas.Nodes[i - 1].Id);
            if (i + 1 < canvas.Nodes.Count) kept.Add(canvas.Nodes[i + 1].Id);
        }

        return kept;
    }

    private bool IsSeen(NodeModel node)
    {
        var (x, y) = (node.Node.Position.X, node.Node.Position.Y);
        return _seen?.Touches(x, y, x + node.Width, y + node.Height + BodyRoom) == true;
    }

    private bool IsSeen(NoteModel note)
    {
        var (x, y) = (note.Note.Position.X, note.Note.Position.Y);
        return _seen?.Touches(x, y, x + note.Note.Size.Width, y + note.Note.Size.Height) == true;
    }

    // A wire may cross the sight though both its ends are outside.
    private bool IsSeen(WireModel wire) => _seen?.Touches(
        Math.Min(wire.From.X, wire.To.X),
        Math.Min(wire.From.Y, wire.To.Y),
        Math.Max(wire.From.X, wire.To.X),
        Math.Max(wire.From.Y, wire.To.Y)) == true;

    private bool Take(IReadOnlyList<NodeModel> nodes, IReadOnlyList<WireModel> wires, IReadOnlyList<NoteModel> notes, bool isFar)
    {
        if (IsFar == isFar && Same(Nodes, nodes) && Same(Wires, wires) && Same(Notes, notes)) return false;
        (Nodes, Wires, Notes, IsFar) = (nodes, wires, notes, isFar);
        Version++;
        return true;
    }

    private static bool Same<T>(IReadOnlyList<T> old, IReadOnlyList<T> now)
        where T : class
    {
        if (ReferenceEquals(old, now)) return true;
        if (old.Count != now.Count) return false;
        for (var i = 0; i < old.Count; i++)
        {
            if (!ReferenceEquals(old[i], now[i])) return false;
        }

        return true;
    }
}
