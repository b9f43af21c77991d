using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Search;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>The node types to choose from: what one uses on top, then group by group, or what was searched for.</summary>
public sealed partial class NodePalette : IAsyncDisposable
{
    private const string FavouritesId = "-favourites";
    private const string RecentId = "-recent";
    private const string FoundId = "-found";

    private readonly MountedScript _keys = new();
    private List<PaletteGroup> _groups = [];
    private string _query = "";
    private ElementReference _root;

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Memory.Changed -= Refresh;
        return _keys.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Memory.Changed += Refresh;
        _groups = Groups();
        await Memory.LoadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _keys.MountAsync(Script, "lists.mountPalette", _root);
    }

    private void Refresh()
    {
        _groups = Groups();
        _ = InvokeAsync(StateHasChanged);
    }

    private List<PaletteGroup> Groups()
    {
        if (_query.Length > 0)
        {
            var found = TypeSearch.Find(Bench.Catalogue.Types, _query).ToList();
            return found.Count == 0 ? [] : [new PaletteGroup(FoundId, L["Search.Found", found.Count], found)];
        }

        var groups = new List<PaletteGroup>
        {
            new(FavouritesId, L["Palette.Favourites"], Known(Memory.Favourites)),
            new(RecentId, L["Palette.Recent"], Known(Memory.Recent.Except(Memory.Favourites))),
        };
        groups.AddRange(Bench.Catalogue.Types.GroupBy(type => type.Category)
            .OrderBy(group => NodeCategories.All.TakeWhile(entry => entry.Key != group.Key).Count())
            .Select(group => new PaletteGroup(group.Key, NodeCategories.TitleOf(group.Key).ToString(), [.. group])));
        groups.RemoveAll(group => group.Types.Count == 0);
        return groups;
    }

    private List<NodeType> Known(IEnumerable<string> ids) => [.. ids.Select(Bench.Catalogue.Find).OfType<NodeType>()];

    private bool IsOpen(PaletteGroup group) => group.Id == FoundId || !Memory.IsFolded(group.Id);

    private void Type(ChangeEventArgs change)
    {
        _query = (change.Value as string ?? "").Trim();
        _groups = Groups();
    }

    // Enter in the field adds what stands first.
    private async Task PressAsync(KeyboardEventArgs key)
    {
        if (key is { Key: "Enter", IsComposing: false } && _query.Length > 0 && _groups is [{ Types: [var first, ..] }, ..]) await AddAsync(first);
    }

    private async Task AddAsync(NodeType type)
    {
        await Screen.AddInMiddleAsync(type.Id);
        await Memory.UsedAsync(type.Id);
    }
}
