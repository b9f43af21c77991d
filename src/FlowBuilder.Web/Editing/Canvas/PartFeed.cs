namespace FlowBuilder.Web.Editing.Canvas;

/// <summary>Tells the browser where every part of a flow stands, drawn or not: for the minimap, for fitting, for selecting.</summary>
/// <remarks>After the first time it tells only what has changed. Belongs to one circuit and is touched on its dispatcher only.</remarks>
internal sealed class PartFeed
{
    private readonly Dictionary<PartId, Told> _told = [];

    /// <summary>What has changed since the last call, or null where nothing has.</summary>
    public PartNews? Next(CanvasModel canvas)
    {
        var news = new PartNews();
        var count = canvas.Nodes.Count + canvas.Notes.Count;
        foreach (var node in canvas.Nodes)
        {
            var place = node.Node.Position;
            Tell(news, node.Id, new Told(place.X, place.Y, node.Width, node.Height, Marks(node)));
        }

        foreach (var note in canvas.Notes)
        {
            var (place, size) = (note.Note.Position, note.Note.Size);
            Tell(news, note.Id, new Told(place.X, place.Y, size.Width, size.Height, PartMarks.Note | (note.IsSelected ? PartMarks.Selected : 0)));
        }

        if (_told.Count > count)
        {
            var here = canvas.Nodes.Select(node => node.Id).Concat(canvas.Notes.Select(note => note.Id)).ToHashSet();
            foreach (var gone in _told.Keys.Where(id => !here.Contains(id)).ToList())
            {
                _told.Remove(gone);
                news.Gone.Add(gone.Value);
            }
        }

        return news.Ids.Count + news.Gone.Count > 0 ? news : null;
    }

    private void Tell(PartNews news, PartId id, Told now)
    {
        if (_told.TryGetValue(id, out var old) && old == now) return;
        _told[id] = now;
        news.Ids.Add(id.Value);
        news.Boxes.AddRange([now.X, now.Y, now.Width, now.Height, (int)now.Marks]);
    }

    private static PartMarks Marks(NodeModel node) =>
        (node.IsSelected ? PartMarks.Selected : 0) | (node.IsRunning ? PartMarks.Running : 0) | (node.IsFailed ? PartMarks.Failed : 0);

    private readonly record struct Told(double X, double Y, double Width, double Height, PartMarks Marks);
}
