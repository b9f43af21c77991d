using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <content>What the browser and the server tell each other of where the canvas is looked at and where parts stand.</content>
public sealed partial class FlowCanvas
{
    private readonly PartFeed _feed = new();
    private bool _isMounted;
    private bool _isTelling;
    private bool _hasNews;

    /// <summary>Takes where the window looks, a moment after it has come to rest there; told of large flows only.</summary>
    [JSInvokable]
    public void Look(double left, double top, double right, double bottom, bool isFar, string? focused) =>
        Bench.Canvas.Look(new SeenBox(left, top, right, bottom), isFar, focused is null ? null : new PartId(focused));

    /// <summary>Takes the end of a drag: nodes and notes go some way along, and a single node perhaps into a wire.</summary>
    /// <param name="ids">What was dragged.</param>
    /// <param name="dx">How far to the right, in canvas pixels.</param>
    /// <param name="dy">How far down.</param>
    /// <param name="select">Whether what was dragged is selected now.</param>
    /// <param name="from">Where the wire begins on which the node was dropped, or null.</param>
    /// <param name="to">Where that wire ends.</param>
    [JSInvokable]
    public void Drop(string[] ids, double dx, double dy, bool select, string? from, string? to)
    {
        var moved = ids.Select(id => new PartId(id)).ToHashSet();
        if (select) Bench.Canvas.Select(moved);
        var places = Bench.Session.Flow.PlacesOf(moved)
            .ToImmutableDictionary(place => place.Key, place => CanvasPoint.From(place.Value.X + dx, place.Value.Y + dy));
        if (from is not null && to is not null && Ends(from, to) is { } wire && ids is [var id])
            Say(Bench.Editor.MoveInto(new NodeId(id), wire, places));
        else Bench.Editor.Move(places);
    }

    /// <summary>Adds a node that was dropped on a wire, and puts it into the wire.</summary>
    [JSInvokable]
    public Task AddInto(string type, double x, double y, string from, string to)
    {
        if (Ends(from, to) is not { } wire) return Task.CompletedTask;
        var (id, refusal) = Bench.Editor.AddInto(type, CanvasPoint.From(x, y), wire);
        Say(refusal);
        if (id is not { } added) return Task.CompletedTask;
        Screen.SelectNew([PartId.Of(added)]);
        return Memory.UsedAsync(type);
    }

    // Called up to 30 times a second while a flow runs: news that comes while some is under way goes out with the next.
    private void OnDrawn()
    {
        _hasNews = true;
        if (_isMounted && !_isTelling) _ = TellAsync();
    }

    private async Task TellAsync()
    {
        _isTelling = true;
        try
        {
            while (_hasNews)
            {
                _hasNews = false;
                if (_feed.Next(Bench.Canvas) is { } news) await _script.TellAsync(news);
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its picture of the flow with it.
        }
        catch (TaskCanceledException)
        {
            // The connection broke while it was told; a new window is told everything.
        }
        finally
        {
            _isTelling = false;
        }
    }
}
