using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>Binds text fields that belong to the browser while they are typed in (wwwroot/js/fields.js).</summary>
internal sealed class FieldScript(IJSRuntime script)
{
    /// <summary>Begins to listen to a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="receiver">Its <c>Typed</c> method receives the text after each pause.</param>
    /// <param name="value">The text it begins with.</param>
    /// <param name="list">An empty list box, where names are offered while a template is typed; null for nothing to offer.</param>
    /// <param name="words">The names.</param>
    public Task BindAsync<T>(
        ElementReference field, DotNetObjectReference<T> receiver, string value, ElementReference? list = null, IReadOnlyList<TemplateWord>? words = null)
        where T : class => script.ListenAsync("fields.bind", field, receiver, value, list, words);

    /// <summary>Shows a text that came from elsewhere; what is being typed right now wins.</summary>
    public Task SetAsync(ElementReference field, string value) => script.CallAsync("fields.set", field, value);

    /// <summary>Marks the place at which a field's text cannot be read, or takes the mark away.</summary>
    public Task MarkAsync(ElementReference field, TextPlace? place) => script.CallAsync("fields.mark", field, place?.Line ?? 0, place?.Column ?? 0);

    /// <summary>Offers other names while a template is typed.</summary>
    /// <param name="field">The field.</param>
    /// <param name="list">Its list box.</param>
    /// <param name="words">The names.</param>
    public Task OfferAsync(ElementReference field, ElementReference list, IReadOnlyList<TemplateWord> words) =>
        script.CallAsync("fields.offer", field, list, words);

    /// <summary>Makes a combobox of a field and its list.</summary>
    /// <param name="root">The element around both.</param>
    /// <param name="receiver">Its <c>Chosen</c> method receives what is chosen; null where any text may be typed, which then goes the way of every text.</param>
    /// <param name="choices">What is offered.</param>
    /// <param name="value">What is chosen.</param>
    public Task MountComboAsync<T>(ElementReference root, DotNetObjectReference<T>? receiver, IReadOnlyList<ComboChoice> choices, string value)
        where T : class => script.ListenAsync("fields.mountCombo", root, receiver, choices, value);

    /// <summary>Changes what a combobox offers and shows.</summary>
    public Task UpdateComboAsync(ElementReference root, IReadOnlyList<ComboChoice> choices, string value) =>
        script.CallAsync("fields.updateCombo", root, choices, value);
}
