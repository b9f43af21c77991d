using System.Collections.Immutable;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Presence;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>Shows the others' pointers, selections and carets, and tells them ours (wwwroot/js/canvas/presence.js).</summary>
/// <remarks>Nothing here renders after the first time: what others do reaches the browser as calls of its script.</remarks>
public sealed partial class PresenceLayer : IAsyncDisposable
{
    private const int MostDragged = 500;

    private readonly CancellationTokenSource _leave = new();
    private readonly MountedScript _peers = new();
    private CancellationTokenSource _connected = new();
    private ElementReference _layer;
    private ImmutableHashSet<PartId> _selection = [];

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private CircuitWatch Circuit { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Tells the others where the pointer is, in canvas pixels, and what it drags along.</summary>
    [JSInvokable]
    public void Point(double x, double y, string[] ids, double[] xs, double[] ys)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y) || ids.Length != xs.Length || ids.Length != ys.Length || ids.Length > MostDragged) return;
        Bench.Presence.Point(new GuestPointer(x, y, [.. ids.Select((id, index) => new DraggedPart(id, xs[index], ys[index]))]));
    }

    /// <summary>Tells the others that the pointer is elsewhere.</summary>
    [JSInvokable]
    public void Away() => Bench.Presence.Point(null);

    /// <summary>Keeps where this window looks, for those who want to see the same.</summary>
    [JSInvokable]
    public void Look(double x, double y, double zoom)
    {
        if (double.IsFinite(x) && double.IsFinite(y) && zoom > 0) Bench.Presence.View = new CanvasView(x, y, zoom);
    }

    /// <summary>Tells the others which text field has the caret; nulls for none.</summary>
    [JSInvokable]
    public void Focus(string? part, string? field) => Bench.Presence.Change(guest => guest with { Part = part, Field = field });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Bench.Canvas.Changed -= OnCanvasChanged;
        Bench.Session.Edited -= OnEdited;
        Bench.Presence.LookWanted -= OnLookWanted;
        Circuit.Changed -= OnConnectionChanged;
        await _leave.CancelAsync();
        await _peers.DisposeAsync();
        _leave.Dispose();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => false;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await _peers.MountAsync(Script, "canvas/presence.mount", _layer, DotNetObjectReference.Create(this), Bench.Session.FlowId, Guest.Animals);
        if (await _peers.CallAsync<TabMemory>("recall") is not { } memory || !_peers.Listens) return;
        if (Bench.Canvas.Selection.IsEmpty) Bench.Canvas.Select(memory.Selection.Select(id => new PartId(id)).Where(Bench.Session.Flow.Has));
        await _peers.CallAsync("openTab", memory.Tab);
        Bench.Canvas.Changed += OnCanvasChanged;
        Bench.Session.Edited += OnEdited;
        Bench.Presence.LookWanted += OnLookWanted;
        Circuit.Changed += OnConnectionChanged;
        OnCanvasChanged();

        // Who signed in is seen by the name of the account, and by no other.
        Bench.Presence.Introduce(Person.IsSignInNeeded ? Person.Person.Name : memory.Name, memory.Animal);
        _ = Bench.Presence.WatchAsync((others, hasNewGuests) => InvokeAsync(() => ShowAsync(others, hasNewGuests)), Time, _leave.Token);
    }

    private static object[] PointOf(PresenceSeat seat) => seat.Pointer is { } at
        ? [seat.Guest.Id, Math.Round(at.X, 1), Math.Round(at.Y, 1), at.Dragged.Select(part => new object[] { part.Id, part.X, part.Y }).ToArray()]
        : [seat.Guest.Id];

    private async Task ShowAsync(IReadOnlyList<PresenceSeat> others, bool hasNewGuests)
    {
        if (hasNewGuests) await CallAsync("meet", (object)others.Select(seat => GuestOf(seat.Guest)).ToArray());
        await CallAsync("point", (object)others.Select(PointOf).ToArray());
    }

    private object GuestOf(Guest guest)
    {
        var name = PresenceName.Of(guest, L);
        return new { guest.Id, Name = name, guest.Color, guest.Selection, guest.Part, guest.Field, Typing = L["Presence.Typing", name].Value };
    }

    private void OnCanvasChanged()
    {
        if (_selection.SetEquals(Bench.Canvas.Selection)) return;
        _selection = Bench.Canvas.Selection;
        ImmutableArray<string> ids = [.. _selection.Select(id => id.Value).Order(StringComparer.Ordinal)];
        Bench.Presence.Change(guest => guest with { Selection = ids });
        _ = CallAsync("remember", ids);
    }

    // Said before the change is drawn, on the same connection and so in this order.
    private void OnEdited(EditHistory? author)
    {
        if (author != Bench.History) _ = InvokeAsync(() => CallAsync("glide"));
    }

    private void OnLookWanted(CanvasView view) => _ = CallAsync("look", view.X, view.Y, view.Zoom);

    private void OnConnectionChanged(bool isUp) => _ = InvokeAsync(async () =>
    {
        // A call that was under way when the connection went would wait for its answer for a minute.
        if (isUp) _connected = new CancellationTokenSource();
        else await _connected.CancelAsync();
        Bench.Presence.ShowConnected(isUp);
        Bench.Presence.LookAgain();
    });

    private async Task CallAsync(string function, params object[] arguments)
    {
        if (!Circuit.IsUp) return;
        try
        {
            await _peers.CallAsync(function, arguments, _connected.Token);
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException or ObjectDisposedException)
        {
            // What could not be shown is shown anew after the connection is back.
        }
    }

    private sealed record TabMemory(string Name, int Animal, string[] Selection, string Tab);
}
