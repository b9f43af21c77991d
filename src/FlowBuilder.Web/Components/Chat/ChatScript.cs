using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Chat;

/// <summary>What a chat needs of the browser (wwwroot/js/chat.js): writing, dropping files, staying at the end, copying code.</summary>
internal sealed class ChatScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Begins to listen to a chat.</summary>
    /// <param name="root">The chat's element.</param>
    /// <param name="receiver">Receives what was written and what is to be shown.</param>
    /// <param name="flowId">The flow, by which a message that is not sent yet is remembered.</param>
    public async Task<IJSObjectReference?> MountAsync<T>(ElementReference root, DotNetObjectReference<T> receiver, string flowId)
        where T : class =>
        await (await LoadAsync()).MountUnlessGoneAsync("mount", root, receiver, flowId);

    /// <summary>Puts the focus into a field and marks its text.</summary>
    public async Task FocusAsync(ElementReference field) => await (await LoadAsync()).InvokeVoidAsync("focusEnd", field);

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
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/chat.js").AsTask();
}
