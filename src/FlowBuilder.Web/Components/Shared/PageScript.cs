using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>The small things that a page asks of its browser (wwwroot/js/page.js).</summary>
internal sealed class PageScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Remembers the language and loads the page again in it.</summary>
    public async Task SetLanguageAsync(string language) => await (await LoadAsync()).InvokeVoidAsync("setLanguage", language);

    /// <summary>Remembers a theme and shows it; empty for the system's own.</summary>
    public async Task SetThemeAsync(string theme) => await (await LoadAsync()).InvokeVoidAsync("setTheme", theme);

    /// <summary>Lets the page's address say what the page shows. Not a navigation: one that began meanwhile goes on.</summary>
    public async Task RememberInAddressAsync(string address) => await (await LoadAsync()).InvokeVoidAsync("rememberInAddress", address);

    /// <summary>Remembers under which name the person wants to be seen by others; empty for none.</summary>
    public async Task RememberNameAsync(string name) => await (await LoadAsync()).InvokeVoidAsync("rememberName", name);

    /// <summary>Opens a dialog above everything else.</summary>
    public async Task OpenDialogAsync(ElementReference dialog) => await (await LoadAsync()).InvokeVoidAsync("openDialog", dialog);

    /// <summary>Scrolls an element into sight where it is not.</summary>
    public async Task RevealAsync(string id) => await (await LoadAsync()).InvokeVoidAsync("reveal", id);

    /// <summary>Selects all the text of a field.</summary>
    public async Task SelectAllAsync(ElementReference field) => await (await LoadAsync()).InvokeVoidAsync("selectAll", field);

    /// <summary>Gives an element the focus.</summary>
    public async Task FocusAsync(ElementReference element) => await (await LoadAsync()).InvokeVoidAsync("focusOn", element);

    /// <summary>Lets one write in the first field within an element.</summary>
    public async Task FocusFieldAsync(ElementReference element) => await (await LoadAsync()).InvokeVoidAsync("focusField", element);

    /// <summary>Puts a text on the clipboard; false where the browser does not allow it.</summary>
    public async Task<bool> CopyAsync(string text) => await (await LoadAsync()).InvokeAsync<bool>("copy", text);

    /// <summary>Gives the person a file to keep.</summary>
    public async Task DownloadAsync(string name, string text, string mediaType) =>
        await (await LoadAsync()).InvokeVoidAsync("download", name, text, mediaType);

    /// <summary>Hands files dropped anywhere on a page to its file field, until the result is disposed.</summary>
    public async Task<IJSObjectReference> AcceptDropsAsync(ElementReference page, ElementReference field) =>
        await (await LoadAsync()).InvokeAsync<IJSObjectReference>("acceptDrops", page, field);

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
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/page.js").AsTask();
}
