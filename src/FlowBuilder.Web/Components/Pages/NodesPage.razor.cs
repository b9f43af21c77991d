using System.Globalization;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Nodes.Reference;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing.Search;
using FlowBuilder.Web.Reference;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>Every node type by palette group, or those that fit what is searched for.</summary>
public sealed partial class NodesPage
{
    private const string FoundId = "-found";

    private IReadOnlyList<IGrouping<string, NodeReference>> _groups = [];
    private string _query = "";
    private string _typed = "";

    /// <summary>What is searched for, as in a link.</summary>
    [SupplyParameterFromQuery] public string? Q { get; set; }

    [Inject] private NodeBooks Books { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _typed = Q ?? "";
        Find(_typed);
    }

    private async Task SearchAsync(ChangeEventArgs change)
    {
        Find(change.Value as string ?? "");
        await Script.RememberInAddressAsync(_query.Length == 0 ? NodeAddress.Root : $"{NodeAddress.Root}?q={Uri.EscapeDataString(_query)}");
    }

    private void Find(string text)
    {
        _query = text.Trim();
        var book = Books.For(CultureInfo.CurrentUICulture);
        _groups = _query.Length == 0
            ? [.. book.Groups]
            : [.. TypeSearch.Find(book.Catalogue.Types, _query).Select(type => book.Find(type.Id)!).GroupBy(_ => FoundId)];
    }

    private string TitleOf(IGrouping<string, NodeReference> group) =>
        group.Key == FoundId ? L["Nodes.Found", group.Count()] : NodeCategories.TitleOf(group.Key).ToString();
}
