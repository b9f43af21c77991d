using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Editing.Outline;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Outline;

/// <summary>The flow as a list in running order, in which all can be done that the canvas can, without a pointer.</summary>
public sealed partial class OutlineView : IAsyncDisposable
{
    private readonly Dictionary<NodeModel, OutlineItem> _lines = [];
    private readonly MountedScript _keys = new();
    private ElementReference _root;
    private Adding? _adding;
    private NodeModel? _connecting;
    private string? _focus;
    private Flow? _ordered;

    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private Announcer Announcer { get; set; } = null!;

    private IReadOnlyList<NodeModel> Order { get; set; } = [];

    private OutlineItem Line
    {
        set
        {
            if (value is not null) _lines[value.Model] = value;
        }
    }

    private IReadOnlyList<PickItem> Types =>
    [
        .. Bench.Catalogue.Types.Select(type => new PickItem(
            type.Title.ToString(), type.Help.ToString(), type.Icon, type.Category, type.Id,
            string.Join(' ', [type.Keywords, .. type.Title.All.Values, .. NodeCategories.TitleOf(type.Category).All.Values]))),
    ];

    /// <summary>Adds a node at the end of the list.</summary>
    public Task AddAtEndAsync(string type) => AddAsync(type, new Adding(null, IsBefore: false));

    /// <summary>Does what a key on a node's line means.</summary>
    [JSInvokable]
    public void Key(string id, string name)
    {
        if (Bench.Canvas.Find(new NodeId(id)) is not { } node) return;
        if (name is "settings" && !node.IsSelected) Bench.Canvas.Select([node.Id]);
        Act((node, name));
        StateHasChanged();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Bench.Changed -= Refresh;
        return _keys.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Bench.Changed += Refresh;
        Refresh();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _keys.MountAsync(Script, "outline.mount", _root, DotNetObjectReference.Create(this));
        if (_focus is not { } id || !_keys.Listens) return;
        _focus = null;
        await _keys.CallAsync("focus", id);
    }

    private void Refresh()
    {
        if (!ReferenceEquals(_ordered, Bench.Session.Flow))
        {
            _ordered = Bench.Session.Flow;
            Order = [.. RunningOrder.Of(_ordered).Select(Bench.Canvas.Find).OfType<NodeModel>()];
            foreach (var gone in _lines.Keys.Except(Order).ToList()) _lines.Remove(gone);
        }

        StateHasChanged();
    }

    private void Act((NodeModel Node, string Name) act)
    {
        var (node, name) = act;
        if (name is not ("settings" or "renamed") && !Bench.History.Allow()) return;
        switch (name)
        {
            case "settings": Screen.AskSettings(); break;
            case "before": _adding = new Adding(node, IsBefore: true); break;
            case "after": _adding = new Adding(node, IsBefore: false); break;
            case "connect": _connecting = node; break;
            case "rename": _lines.GetValueOrDefault(node)?.BeginRename(); break;
            case "renamed": _focus = node.Node.Id.Value; break;
            case "up": Move(node, -1); break;
            case "down": Move(node, 1); break;
            case "duplicate": Duplicate(node); break;
            case "delete": Delete(node); break;
        }
    }

    private async Task AddAsync(PickItem item)
    {
        if (_adding is { } adding) await AddAsync((string)item.Value, adding);
        _adding = null;
    }

    private Task AddAsync(string type, Adding adding)
    {
        var additions = new NodeAdditions(Bench);
        var added = adding switch
        {
            { Beside: null } => additions.AtEnd(type),
            { IsBefore: true } => additions.Before(adding.Beside, type),
            _ => additions.After(adding.Beside, type),
        };
        if (added is not var (id, isWired)) return Task.CompletedTask;
        Show(id);
        Announcer.Say(L[isWired ? "Outline.AddedWired" : "Outline.Added", TitleOf(id)]);
        return Task.CompletedTask;
    }

    private void Move(NodeModel node, int step)
    {
        var move = OutlineMove.Of(Bench.Session.Flow, node.Node.Id, step);
        _focus = node.Node.Id.Value;
        if (move.IsPossible)
        {
            Bench.Editor.Move(move.Places);
            Announcer.Say(L[step < 0 ? "Outline.MovedUp" : "Outline.MovedDown", node.Title, TitleOf(move.Neighbour!.Value)]);
        }
        else if (move.Neighbour is { } neighbour)
        {
            Toasts.Show(new Toast(L["Outline.CannotPass", node.Title, TitleOf(neighbour)]));
        }
        else
        {
            Announcer.Say(L[step < 0 ? "Outline.IsFirst" : "Outline.IsLast", node.Title]);
        }
    }

    private void Duplicate(NodeModel node)
    {
        if (Bench.Editor.Duplicate([node.Id]) is not [var copy]) return;
        Show(copy.Node);
        Announcer.Say(L["Outline.Added", TitleOf(copy.Node)]);
    }

    private void Delete(NodeModel node)
    {
        var index = Order.ToList().IndexOf(node);
        var next = Order.ElementAtOrDefault(index + 1) ?? Order.ElementAtOrDefault(index - 1);
        Bench.Editor.Delete([node.Id]);
        _focus = next?.Node.Id.Value ?? "";
        Toasts.Show(new Toast(L["Outline.Deleted", node.Title], ActionLabel: L["Tools.Undo"], Action: () =>
        {
            Undo();
            return Task.CompletedTask;
        }));
    }

    private void Undo()
    {
        if (Bench.History.Undo()) Announcer.Say(L["Outline.Undone"]);
    }

    private void Redo()
    {
        if (Bench.History.Redo()) Announcer.Say(L["Outline.Redone"]);
    }

    // The new node is known once the session has told of it; that comes by the same dispatcher, and may come after this.
    private void Show(NodeId id)
    {
        if (Bench.Canvas.Find(id) is null) Bench.Canvas.Show(Bench.Session.Flow);
        Bench.Canvas.Select([PartId.Of(id)]);
        _focus = id.Value;
        Refresh();
    }

    private string TitleOf(NodeId id)
    {
        if (Bench.Canvas.Find(id) is { } model) return model.Title;
        if (Bench.Session.Flow.Find(id) is not { } node) return id.Value;
        return node.Title.Length > 0 ? node.Title : (Bench.Catalogue.Find(node.Type)?.Title ?? LocalText.Verbatim(node.Type)).ToString();
    }

    private sealed record Adding(NodeModel? Beside, bool IsBefore);
}
