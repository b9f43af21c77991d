using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Outline;

/// <summary>The outline's keys and focus in the browser, and which view somebody works in (wwwroot/js/outline.js).</summary>
internal sealed class OutlineScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Whether this browser shows the outline first: as it was left, else by the width of the screen.</summary>
    public async Task<bool> PrefersOutlineAsync() => await (await LoadAsync()).InvokeAsync<bool>("prefersOutline");

    /// <summary>Whether the screen is so narrow that parts of the page take turns.</summary>
    public async Task<bool> IsNarrowAsync() => await (await LoadAsync()).InvokeAsync<bool>("isNarrow");

    /// <summary>Remembers the view in this browser.</summary>
    public async Task RememberAsync(bool isOutline) => await (await LoadAsync()).InvokeVoidAsync("rememberView", isOutline);

    /// <summary>Begins to listen to the keys of an outline, until the result is disposed.</summary>
    /// <param name="root">The outline's element.</param>
    /// <param name="receiver">Its <c>Key</c> method is told what a key means for which node.</param>
    public async Task<IJSObjectReference?> MountAsync<T>(ElementReference root, DotNetObjectReference<T> receiver)
        where T : class => await (await LoadAsync()).MountUnlessGoneAsync("mount", root, receiver);

    /// <summary>Moves the focus into the settings of the selected node.</summary>
    public async Task FocusPanelAsync() => await (await LoadAsync()).InvokeVoidAsync("focusPanel");

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
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/outline.js").AsTask();
}
