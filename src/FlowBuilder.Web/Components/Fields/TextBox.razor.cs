using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>A text field. Its text belongs to the browser while it is typed: no keystroke is lost to the connection.</summary>
public sealed partial class TextBox
{
    private ElementReference _element;
    private ElementReference _list;
    private DotNetObjectReference<TextBox>? _self;
    // What the page is drawn with; from then on the text is the browser's.
    private string? _initial;
    private string _known = "";
    private TextPlace? _marked;
    private IReadOnlyList<TemplateWord>? _offered;

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

    /// <summary>Where the text cannot be read, for code and templates; null for nowhere.</summary>
    [Parameter] public TextPlace? Mark { get; set; }

    /// <summary>What is offered inside of braces, for a template; null for nothing. Not to be turned on later.</summary>
    [Parameter] public IReadOnlyList<TemplateWord>? Words { get; set; }

    /// <summary>How far an arrow key counts, for a line that takes a number; null for any other text.</summary>
    [Parameter] public double? Step { get; set; }

    /// <summary>The least number that arrow keys count to.</summary>
    [Parameter] public double? Least { get; set; }

    /// <summary>The greatest number that arrow keys count to.</summary>
    [Parameter] public double? Most { get; set; }

    /// <summary>The ids of the elements that explain it.</summary>
    [Parameter] public string? DescribedBy { get; set; }

    /// <summary>Whether what is typed is hidden, for a line that takes a key.</summary>
    [Parameter] public bool IsSecret { get; set; }

    /// <summary>Its name, where no label element points at it.</summary>
    [Parameter] public string? Label { get; set; }

    /// <summary>Whether the dialog that it stands in begins with it.</summary>
    [Parameter] public bool AutoFocus { get; set; }

    private string? InputMode => Step is null ? null : "decimal";

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
    protected override void OnInitialized() => _initial = _known = Value;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _offered = Words;
            await Script.BindAsync(_element, _self, _known, Words is null ? null : _list, Words);
        }

        if (Value != _known)
        {
            _known = Value;
            await Script.SetAsync(_element, Value);
        }

        if (Words is { } words && (!words.SequenceEqual(_offered ?? [])))
        {
            _offered = words;
            await Script.OfferAsync(_element, _list, words);
        }

        if (Mark != _marked || (Mark is not null && !firstRender))
        {
            // Set again after each text: the browser takes a mark away as soon as the text changes.
            _marked = Mark;
            await Script.MarkAsync(_element, Mark);
        }
    }

    private static string? Format(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture);
}
