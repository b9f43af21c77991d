using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Search;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>The list of nodes to add at a place; for a wire that was dropped there, of those that fit it.</summary>
public sealed partial class QuickAdd
{
    private Overlay.QuickAdd _shown = null!;
    private IReadOnlyList<PortFit> _fits = [];

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    [Inject] private PaletteMemory Memory { get; set; } = null!;

    private string Title => _shown.Port is { } port ? L["QuickAdd.Fitting", LabelOf(port)] : L["QuickAdd.Title"];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _shown = (Overlay.QuickAdd)Screen.Overlay!;
        if (_shown.Port is { } port) _fits = new PortFits(Bench.Catalogue).Of(Bench.Session.Flow, port, _shown.IsOutput);
        await Memory.LoadAsync();
    }

    private string LabelOf(PortAddress port) => Bench.Canvas.Find(port.Node) is { } node ? $"{node.Title} · {port.Port}" : port.ToString();

    private IReadOnlyList<SearchEntry> Find(string query)
    {
        if (_shown.Port is not null)
            return [.. TypeSearch.Find(_fits.Select(fit => fit.Type), query).Select(type => Entry(type, query.Length == 0 ? GroupOf(type) : ""))];
        if (query.Length > 0) return [.. TypeSearch.Find(Bench.Catalogue.Types, query).Select(type => Entry(type, ""))];

        // What one uses stands on top, once.
        var top = Memory.Favourites.Concat(Memory.Recent).Distinct(StringComparer.Ordinal).Select(Bench.Catalogue.Find).OfType<NodeType>().ToList();
        var rest = Bench.Catalogue.Types.Except(top).OrderBy(type => CategoryOrder(type.Category));
        return
        [
            .. top.Select(type => Entry(type, L[Memory.Favourites.Contains(type.Id) ? "Palette.Favourites" : "Palette.Recent"])),
            .. rest.Select(type => Entry(type, NodeCategories.TitleOf(type.Category).ToString())),
        ];
    }

    // Settings that a wire can feed fit, too, but are seldom what is meant.
    private string GroupOf(NodeType type) =>
        L[_fits.First(fit => fit.Type == type).Port.IsSetting ? "QuickAdd.Settings" : "QuickAdd.Ports"];

    private static int CategoryOrder(string category) => NodeCategories.All.TakeWhile(entry => entry.Key != category).Count();

    private SearchEntry Entry(NodeType type, string group) => new(type.Id, group, type.Title.ToString(), type.Icon, () => AddAsync(type))
    {
        Detail = type.Help.ToString(),
        Category = type.Category,
    };

    private Task AddAsync(NodeType type)
    {
        if (_shown.Port is { } port && _fits.FirstOrDefault(fit => fit.Type == type) is { } fit)
        {
            var id = Bench.Editor.AddWired(fit, port, _shown.IsOutput, _shown.Place.Snapped(), out var refusal);
            Screen.SayWhyNot(refusal);
            Screen.SelectNew([PartId.Of(id)]);
        }
        else if (Bench.Editor.AddNode(type.Id, _shown.Place.Snapped(-NodeGeometry.MinWidth / 2.0, -NodeGeometry.HeaderHeight / 2.0)) is { } added)
        {
            Screen.SelectNew([PartId.Of(added)]);
        }

        return Memory.UsedAsync(type.Id);
    }
}
