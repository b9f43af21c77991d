using FlowBuilder.Web.Components.Shared;
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
        await (await LoadAsync()).InvokeUnlessGoneAsync("bind", field, receiver, value);

    /// <summary>Shows a text that came from elsewhere; what is being typed right now wins.</summary>
    public async Task SetAsync(ElementReference field, string value) => await (await LoadAsync()).InvokeVoidAsync("set", field, value);

    /// <summary>Marks the place at which a field's text cannot be read, or takes the mark away.</summary>
    public async Task MarkAsync(ElementReference field, TextPlace? place) =>
        await (await LoadAsync()).InvokeVoidAsync("mark", field, place?.Line ?? 0, place?.Column ?? 0);

    /// <summary>Offers names while a template is typed.</summary>
    /// <param name="field">The field.</param>
    /// <param name="list">An empty list box.</param>
    /// <param name="words">The names.</param>
    public async Task OfferAsync(ElementReference field, ElementReference list, IReadOnlyList<TemplateWord> words) =>
        await (await LoadAsync()).InvokeVoidAsync("offer", field, list, words);

    /// <summary>Makes a combobox of a field and its list.</summary>
    /// <param name="root">The element around both.</param>
    /// <param name="receiver">Its <c>Chosen</c> method receives what is chosen; null where any text may be typed, which then goes the way of every text.</param>
    /// <param name="choices">What is offered.</param>
    /// <param name="value">What is chosen.</param>
    public async Task MountComboAsync<T>(ElementReference root, DotNetObjectReference<T>? receiver, IReadOnlyList<ComboChoice> choices, string value)
        where T : class =>
        await (await LoadAsync()).InvokeUnlessGoneAsync("mountCombo", root, receiver, choices, value);

    /// <summary>Changes what a combobox offers and shows.</summary>
    public async Task UpdateComboAsync(ElementReference root, IReadOnlyList<ComboChoice> choices, string value) =>
        await (await LoadAsync()).InvokeVoidAsync("updateCombo", root, choices, value);

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
