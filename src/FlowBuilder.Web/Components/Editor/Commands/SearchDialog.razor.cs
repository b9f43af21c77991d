using System.Globalization;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>A list that is searched by typing; arrow keys mark an entry and Enter chooses it.</summary>
public sealed partial class SearchDialog : IAsyncDisposable
{
    private readonly MountedScript _list = new();
    private IReadOnlyList<SearchEntry> _found = [];
    private string _query = "";
    private ElementReference _element;

    /// <summary>Names the list for scripts and tests.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>What is searched.</summary>
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>What the empty field says.</summary>
    [Parameter] public string Placeholder { get; set; } = "";

    /// <summary>What stands below the list.</summary>
    [Parameter] public string Foot { get; set; } = "";

    /// <summary>Where it opens; null for the middle of the window.</summary>
    [Parameter] public CommandPlace? Place { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>Gives the entries for what was typed.</summary>
    [Parameter, EditorRequired] public required Func<string, IReadOnlyList<SearchEntry>> Search { get; set; }

    private string ListId => $"search-{Name}";

    /// <summary>Chooses an entry.</summary>
    /// <param name="query">What was typed; where it is newer than the list that was seen, the first entry is meant.</param>
    /// <param name="index">The entry that was marked.</param>
    [JSInvokable]
    public async Task Choose(string query, int index)
    {
        if (query != _query)
        {
            Find(query);
            index = 0;
        }

        if (_found.ElementAtOrDefault(index) is { } entry) await ChooseAsync(entry);
    }

    /// <summary>Takes the list away.</summary>
    [JSInvokable]
    public Task Close() => OnClose.InvokeAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _list.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnParametersSet() => Find(_query);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) await _list.MountAsync(Script, "lists.mountSearch", _element, DotNetObjectReference.Create(this));
    }

    private void Find(string query)
    {
        _query = query;
        _found = Search(query.Trim());
    }

    private void Type(ChangeEventArgs change) => Find(change.Value as string ?? "");

    private async Task ChooseAsync(SearchEntry entry)
    {
        await OnClose.InvokeAsync();
        await entry.ChooseAsync();
    }

    private static string? Text(double? number) => number?.ToString("0.#", CultureInfo.InvariantCulture);
}
