using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Editing.Search;
using FlowBuilder.Web.Editing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>Finds everything that can be done: commands, nodes to go to, nodes to add, flows to open.</summary>
public sealed partial class CommandPalette
{
    // So many nodes and flows are listed while nothing is typed, and so many of each kind while something is.
    private const int FewAtFirst = 5;
    private const int ManyOnSearch = 12;

    private IReadOnlyList<FlowSummary> _flows = [];

    [CascadingParameter] private Workbench Bench { get; set; } = null!;

    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IFlowStore Flows => Stores.Flows;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _flows = await Flows.ListAsync(CancellationToken.None);

    private IReadOnlyList<SearchEntry> Find(string query)
    {
        var search = new NodeSearch(Bench.Catalogue);
        var commands = Best(EditorCommands.All.Where(command => command.IsInPalette && Screen.Can(command)), command => RankOf(command, query));
        var nodes = Best(Bench.Session.Flow.Nodes, node => search.Rank(node, query));
        var types = Best(Bench.MayEdit ? Bench.Catalogue.Types : [], type => TypeSearch.Rank(type, query));
        var flows = Best(_flows.Where(flow => flow.Id != Bench.Session.FlowId), flow => TextMatch.Rank(query, [flow.Name], [flow.Description, .. flow.Tags]));
        if (query.Length == 0)
            return [.. commands.Select(Entry), .. nodes.Take(FewAtFirst).Select(Entry), .. flows.Take(FewAtFirst).Select(Entry)];
        return
        [
            .. commands.Take(ManyOnSearch).Select(Entry), .. nodes.Take(ManyOnSearch).Select(Entry),
            .. types.Take(ManyOnSearch).Select(Entry), .. flows.Take(ManyOnSearch).Select(Entry),
        ];
    }

    private static IEnumerable<T> Best<T>(IEnumerable<T> items, Func<T, int?> rank) =>
        items.Select(item => (Item: item, Rank: rank(item))).Where(found => found.Rank is not null).OrderBy(found => found.Rank).Select(found => found.Item);

    private static int? RankOf(EditorCommand command, string query) => TextMatch.Rank(
        query,
        BothLanguages.Of($"Command.{command.Id}"),
        [command.Id, .. BothLanguages.Of($"CommandGroup.{command.Group}")]);

    private SearchEntry Entry(EditorCommand command) =>
        new($"command {command.Id}", L["Everything.Commands"], L[$"Command.{command.Id}"], command.Icon, () => Screen.DoAsync(command.Id))
        {
            Keys = command.Keys.IsEmpty ? "" : command.Keys[0],
        };

    private SearchEntry Entry(FlowNode node)
    {
        var type = Bench.Catalogue.Find(node.Type);
        var typeTitle = type?.Title.ToString() ?? node.Type;
        return new($"node {node.Id}", L["Everything.Nodes"], node.Title.Length > 0 ? node.Title : typeTitle, type?.Icon ?? "unknown", () => Screen.GoToAsync(node.Id))
        {
            Detail = node.Title.Length > 0 ? typeTitle : "",
            Category = type?.Category ?? "unknown",
        };
    }

    private SearchEntry Entry(NodeType type) =>
        new($"type {type.Id}", L["Everything.Add"], type.Title.ToString(), type.Icon, () => Screen.AddInMiddleAsync(type.Id))
        {
            Detail = type.Help.ToString(),
            Category = type.Category,
        };

    private SearchEntry Entry(FlowSummary flow) =>
        new($"flow {flow.Id}", L["Everything.Flows"], flow.Name.Length > 0 ? flow.Name : L["Flow.Untitled"], "document", () =>
        {
            Navigation.NavigateTo($"/flows/{flow.Id}");
            return Task.CompletedTask;
        })
        {
            Detail = flow.Description,
        };
}
