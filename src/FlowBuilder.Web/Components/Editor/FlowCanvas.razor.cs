using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>The canvas: shows nodes and wires, and takes one call for each finished gesture of the browser.</summary>
public sealed partial class FlowCanvas : IAsyncDisposable
{
    // What an empty canvas offers first, where it is installed: in goes a text, to a model, out comes an answer.
    private static readonly string[] StarterIds = ["input.text", "prompt.template", "model.chat", "output.text"];

    private ElementReference _root;
    private CanvasScript _script = null!;

    /// <summary>Whether the hint to press Run is shown.</summary>
    [Parameter] public bool ShowHint { get; set; }

    /// <summary>Called when the hint was closed by hand.</summary>
    [Parameter] public EventCallback OnHintClosed { get; set; }

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    private IEnumerable<NodeType> Starters => StarterIds.Select(id => Bench.Catalogue.Find(id)).OfType<NodeType>();

    /// <summary>Selects nodes and notes, and nothing else.</summary>
    [JSInvokable]
    public void Select(string[] ids) => Bench.Canvas.Select(ids.Select(id => new PartId(id)));

    /// <summary>Selects a wire, and nothing else.</summary>
    [JSInvokable]
    public void SelectWire(string from, string to)
    {
        if (Ends(from, to) is var (source, target)) Bench.Canvas.SelectWire(source, target);
    }

    /// <summary>Adds a node where it was dropped.</summary>
    [JSInvokable]
    public Task AddNode(string type, double x, double y)
    {
        if (Bench.Editor.AddNode(type, CanvasPoint.From(x, y)) is not { } id) return Task.CompletedTask;
        Screen.SelectNew([PartId.Of(id)]);
        return Memory.UsedAsync(type);
    }

    /// <summary>Draws a wire, or says why not.</summary>
    [JSInvokable]
    public void Connect(string from, string to)
    {
        if (Ends(from, to) is var (source, target)) Say(Bench.Editor.Connect(source, target));
    }

    /// <summary>Moves one end of a wire, or says why not.</summary>
    [JSInvokable]
    public void Rewire(string oldFrom, string oldTo, string from, string to)
    {
        if (Ends(oldFrom, oldTo) is { } old && Ends(from, to) is var (source, target))
            Say(Bench.Editor.Rewire(old, source, target));
    }

    /// <summary>Takes a wire away.</summary>
    [JSInvokable]
    public void Disconnect(string from, string to)
    {
        if (Ends(from, to) is var (source, target)) Bench.Editor.Disconnect(source, target);
    }

    /// <summary>Brings a node into sight where it is not.</summary>
    public Task RevealAsync(NodeId node) => _script.RevealAsync(node);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Bench.Canvas.Changed -= StateHasChanged;
        Bench.Canvas.Redraw.Ready -= OnDrawn;
        return _script.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _script = new CanvasScript(Script);
        Screen.View = _script;
        Bench.Canvas.Changed += StateHasChanged;
        Bench.Canvas.Redraw.Ready += OnDrawn;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await _script.MountAsync(_root, DotNetObjectReference.Create(this), Bench.Session.FlowId, _feed.Next(Bench.Canvas));
        _isMounted = true;
        OnDrawn();
    }

    private static (PortAddress From, PortAddress To)? Ends(string from, string to) =>
        PortAddress.TryParse(from, out var source) && PortAddress.TryParse(to, out var target) ? (source, target) : null;

    private void Undo() => Bench.History.Undo();

    private void Redo() => Bench.History.Redo();

    private void Say(LocalText? refusal) => Screen.SayWhyNot(refusal);
}
