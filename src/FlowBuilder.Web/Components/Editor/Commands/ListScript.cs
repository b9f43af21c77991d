using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>The keys and places of lists and menus that open over the editor (wwwroot/js/lists.js).</summary>
internal sealed class ListScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Ends what was begun here; null for nothing.</summary>
    public static async ValueTask EndAsync(IJSObjectReference? list)
    {
        if (list is null) return;
        try
        {
            await list.InvokeVoidAsync("dispose");
            await list.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the list with it.
        }
    }

    /// <summary>Opens a menu at its place and listens to its keys.</summary>
    /// <param name="menu">The menu element.</param>
    /// <param name="receiver">Its <c>Close</c> is called when the menu should go.</param>
    public async Task<IJSObjectReference?> MountMenuAsync<T>(ElementReference menu, DotNetObjectReference<T> receiver)
        where T : class =>
        await (await LoadAsync()).MountUnlessGoneAsync("mountMenu", menu, receiver);

    /// <summary>Opens a list that is searched by typing.</summary>
    /// <param name="dialog">The dialog with a field and a list.</param>
    /// <param name="receiver">Its <c>Choose</c> is called with what was typed and which entry is marked, its <c>Close</c> when the list should go.</param>
    public async Task<IJSObjectReference?> MountSearchAsync<T>(ElementReference dialog, DotNetObjectReference<T> receiver)
        where T : class =>
        await (await LoadAsync()).MountUnlessGoneAsync("mountSearch", dialog, receiver);

    /// <summary>Lets arrow keys go through the entries of the palette.</summary>
    public async Task<IJSObjectReference> MountPaletteAsync(ElementReference palette) =>
        await (await LoadAsync()).InvokeAsync<IJSObjectReference>("mountPalette", palette);

    /// <summary>What this browser was told to remember, as JSON; null for nothing.</summary>
    public async Task<string?> RecallAsync(string key) => await (await LoadAsync()).InvokeAsync<string?>("recall", key);

    /// <summary>Lets this browser remember something.</summary>
    public async Task RememberAsync(string key, string json) => await (await LoadAsync()).InvokeVoidAsync("remember", key, json);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is null) return;
        try
        {
            await (await _module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the module with it.
        }
    }

    private Task<IJSObjectReference> LoadAsync() =>
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/lists.js").AsTask();
}
