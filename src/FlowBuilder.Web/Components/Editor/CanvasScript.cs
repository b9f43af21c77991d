using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>The canvas's gestures in the browser (wwwroot/js/canvas/index.js), and what the page asks of them.</summary>
internal sealed partial class CanvasScript(IJSRuntime script) : IAsyncDisposable
{
    private readonly MountedScript _canvas = new();

    /// <summary>Begins to listen to pointer and keys.</summary>
    /// <param name="root">The canvas element.</param>
    /// <param name="receiver">Receives each finished gesture.</param>
    /// <param name="flowId">The flow, by which the view is remembered.</param>
    /// <param name="parts">Where everything stands.</param>
    public Task MountAsync<T>(ElementReference root, DotNetObjectReference<T> receiver, string flowId, PartNews? parts)
        where T : class => _canvas.MountAsync(script, "canvas/index.mount", root, receiver, new
        {
            flowId,
            conversions = WireRules.Conversions,
            keys = EditorCommands.Keys,
            parts,
            few = CanvasSight.Few,
        });

    /// <summary>Shows the whole flow.</summary>
    public Task FitAsync() => _canvas.CallAsync("fit");

    /// <summary>Makes everything larger or smaller by a factor.</summary>
    public Task ZoomByAsync(double factor) => _canvas.CallAsync("zoomBy", factor);

    /// <summary>Shows everything at a scale, 1 being its own size.</summary>
    public Task ZoomToAsync(double zoom) => _canvas.CallAsync("zoomTo", zoom);

    /// <summary>Brings a node into sight where it is not.</summary>
    public Task RevealAsync(NodeId node) => _canvas.CallAsync("reveal", node.Value);

    /// <summary>Tells where parts stand that came, moved or went.</summary>
    public Task TellAsync(PartNews news) => _canvas.CallAsync("tell", news);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _canvas.DisposeAsync();
}
