using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>A text field. Its text belongs to the browser while it is typed: no keystroke is lost to the connection.</summary>
public sealed partial class TextBox
{
    private ElementReference _element;
    private DotNetObjectReference<TextBox>? _self;
    private string _known = "";

    /// <summary>The element's id, for its label.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>What it looks like.</summary>
    [Parameter] public TextBoxStyle Style { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired] public required string Value { get; set; }

    /// <summary>Called with the text after each pause, and when the field is left.</summary>
    [Parameter] public EventCallback<string> ValueChanged { get; set; }

    /// <summary>What the empty field shows.</summary>
    [Parameter] public string? Placeholder { get; set; }

    /// <summary>Whether nothing can be typed.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Whether the text is wrong.</summary>
    [Parameter] public bool Invalid { get; set; }

    /// <summary>The ids of the elements that explain it.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>The id of a list of suggestions, for a line.</summary>
    [Parameter] public string? Suggestions { get; set; }

    /// <summary>Whether what is typed is hidden, for a line that takes a key.</summary>
    [Parameter] public bool IsSecret { get; set; }

    /// <summary>Its name, where no label element points at it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>Receives the text from the browser.</summary>
    [JSInvokable]
    public async Task Typed(string value)
    {
        if (value == _known) return;
        _known = value;
        await ValueChanged.InvokeAsync(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _self?.Dispose();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _known = Value;
            await Script.BindAsync(_element, _self, Value);
        }
        else if (Value != _known)
        {
            _known = Value;
            await Script.SetAsync(_element, Value);
        }
    }
}
