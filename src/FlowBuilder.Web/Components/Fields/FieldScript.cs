using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>Binds text fields that belong to the browser while they are typed in (wwwroot/js/fields.js).</summary>
internal sealed class FieldScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Begins to listen to a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="receiver">Its <c>Typed</c> method receives the text after each pause.</param>
    /// <param name="value">The text it begins with.</param>
    public async Task BindAsync<T>(ElementReference field, DotNetObjectReference<T> receiver, string value)
        where T : class =>
        await (await LoadAsync()).InvokeVoidAsync("bind", field, receiver, value);

    /// <summary>Shows a text that came from elsewhere; what is being typed right now wins.</summary>
    public async Task SetAsync(ElementReference field, string value) => await (await LoadAsync()).InvokeVoidAsync("set", field, value);

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
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/fields.js").AsTask();
}
