using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Canvas;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>The canvas's gestures in the browser (wwwroot/js/canvas/index.js), and what the page asks of them.</summary>
internal sealed partial class CanvasScript(IJSRuntime script) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _canvas;
    private bool _disposed;

    /// <summary>Begins to listen to pointer and keys.</summary>
    /// <param name="root">The canvas element.</param>
    /// <param name="receiver">Receives each finished gesture.</param>
    /// <param name="flowId">The flow, by which the view is remembered.</param>
    /// <param name="parts">Where everything stands.</param>
    public async Task MountAsync<T>(ElementReference root, DotNetObjectReference<T> receiver, string flowId, PartNews? parts)
        where T : class
    {
        _module = await script.InvokeAsync<IJSObjectReference>("import", "./js/canvas/index.js");

        // Whoever goes back at once is gone before the canvas listens.
        if (!_disposed)
        {
            _canvas = await _module.InvokeAsync<IJSObjectReference>("mount", root, receiver, new
            {
                flowId,
                conversions = WireRules.Conversions,
                keys = EditorCommands.Keys,
                parts,
                few = CanvasSight.Few,
            });
        }

        if (_disposed) await DisposeAsync();
    }

    /// <summary>Shows the whole flow.</summary>
    public ValueTask FitAsync() => CallAsync("fit");

    /// <summary>Makes everything larger or smaller by a factor.</summary>
    public ValueTask ZoomByAsync(double factor) => CallAsync("zoomBy", factor);

    /// <summary>Shows everything at a scale, 1 being its own size.</summary>
    public ValueTask ZoomToAsync(double zoom) => CallAsync("zoomTo", zoom);

    /// <summary>Brings a node into sight where it is not.</summary>
    public ValueTask RevealAsync(NodeId node) => CallAsync("reveal", node.Value);

    /// <summary>Tells where parts stand that came, moved or went.</summary>
    public ValueTask TellAsync(PartNews news) => CallAsync("tell", news);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_canvas is not null)
            {
                await _canvas.InvokeVoidAsync("dispose");
                await _canvas.DisposeAsync();
            }

            if (_module is not null) await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the gestures with it.
        }
    }

    private ValueTask CallAsync(string function, params object[] arguments) =>
        _canvas?.InvokeVoidAsync(function, arguments) ?? ValueTask.CompletedTask;

    private ValueTask<T> CallAsync<T>(string function, params object[] arguments) => _canvas!.InvokeAsync<T>(function, arguments);
}
