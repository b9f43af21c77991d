using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing.Canvas;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>A note on the canvas, shown as the Markdown that it is and written in its place.</summary>
public sealed partial class NoteView : ModelView<NoteModel>
{
    private ElementReference _root;
    private bool _isWriting;
    private bool _turned;
    private bool _toFocus;

    [CascadingParameter] private EditorScreen Screen { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Screen.WritingChanged += OnWritingChanged;
        OnWritingChanged();
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var turned = _turned;
        _turned = false;
        return base.ShouldRender() || turned;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_toFocus) return;
        _toFocus = false;
        await Script.WriteAsync(_root);
    }

    /// <inheritdoc/>
    protected override void OnGone() => Screen.WritingChanged -= OnWritingChanged;

    private void OnWritingChanged()
    {
        var isWriting = Screen.Writing == Model.Id;
        if (isWriting == _isWriting) return;
        (_isWriting, _toFocus, _turned) = (isWriting, isWriting, true);
        StateHasChanged();
    }

    private void EndWriting()
    {
        if (_isWriting) Screen.Write(null);
    }

    // Leaving the field sends what was typed last, and ends the writing.
    private async Task PressAsync(KeyboardEventArgs key)
    {
        if (key is { Key: "Escape", IsComposing: false } or { Key: "Enter", CtrlKey: true }) await Script.FocusAsync(_root);
    }
}
