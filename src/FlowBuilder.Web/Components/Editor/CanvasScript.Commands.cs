using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Components.Editor;

/// <content>What commands ask of the canvas (wwwroot/js/canvas/commands.js and clipboard.js).</content>
internal sealed partial class CanvasScript
{
    /// <summary>The middle of what is seen.</summary>
    public async ValueTask<CommandPlace> PlaceAsync() =>
        _canvas is null ? new CommandPlace(0, 0, 0, 0) : await CallAsync<CommandPlace>("middlePlace");

    /// <summary>Gives a node or a note the focus.</summary>
    public ValueTask FocusAsync(PartId part) => CallAsync("focus", part.Value);

    /// <summary>Shows what is selected, as large as it fits.</summary>
    public ValueTask FitSelectionAsync() => CallAsync("fitSelection");

    /// <summary>Width and height of the nodes and notes that are drawn, by their ids.</summary>
    public async ValueTask<IReadOnlyDictionary<string, double[]>> SizesAsync(IEnumerable<PartId> parts) =>
        _canvas is null
            ? new Dictionary<string, double[]>()
            : await CallAsync<Dictionary<string, double[]>>("sizes", [parts.Select(part => part.Value).ToArray()]);

    /// <summary>Puts what is selected on the clipboard.</summary>
    public ValueTask CopyAsync(bool isCut) => CallAsync("copy", isCut);

    /// <summary>Pastes what the clipboard holds; false where the browser does not let a page read it.</summary>
    public async ValueTask<bool> PasteAsync(CommandPlace place) => _canvas is not null && await CallAsync<bool>("paste", place);
}
