using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Components.Editor;

/// <content>What commands ask of the canvas (wwwroot/js/canvas/commands.js and clipboard.js).</content>
internal sealed partial class CanvasScript
{
    /// <summary>The middle of what is seen.</summary>
    public async Task<CommandPlace> PlaceAsync() => await _canvas.CallAsync<CommandPlace>("middlePlace") ?? new CommandPlace(0, 0, 0, 0);

    /// <summary>Gives a node or a note the focus.</summary>
    public Task FocusAsync(PartId part) => _canvas.CallAsync("focus", part.Value);

    /// <summary>Shows what is selected, as large as it fits.</summary>
    public Task FitSelectionAsync() => _canvas.CallAsync("fitSelection");

    /// <summary>Width and height of the nodes and notes that are drawn, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, double[]>> SizesAsync(IEnumerable<PartId> parts) =>
        await _canvas.CallAsync<Dictionary<string, double[]>>("sizes", [parts.Select(part => part.Value).ToArray()]) ?? [];

    /// <summary>Puts what is selected on the clipboard.</summary>
    public Task CopyAsync(bool isCut) => _canvas.CallAsync("copy", isCut);

    /// <summary>Pastes what the clipboard holds; false where the browser does not let a page read it.</summary>
    public Task<bool> PasteAsync(CommandPlace place) => _canvas.CallAsync<bool>("paste", place);
}
