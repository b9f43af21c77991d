using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Values;

/// <summary>What views of values ask of the browser (wwwroot/js/run/values.js).</summary>
internal sealed class ValueScript(IJSRuntime script) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Gives the person a file to keep; its content goes in pieces, however large it is.</summary>
    public async Task DownloadAsync(string name, string mediaType, ReadOnlyMemory<byte> content)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reference = new DotNetStreamReference(stream);
        await (await LoadAsync()).InvokeVoidAsync("download", name, mediaType, reference);
    }

    /// <summary>Lets the arrow keys move in a tree, as they do in trees everywhere.</summary>
    public async Task MoveInTreeAsync(ElementReference tree) => await (await LoadAsync()).InvokeVoidAsync("moveInTree", tree);

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
        _module ??= script.InvokeAsync<IJSObjectReference>("import", "./js/run/values.js").AsTask();
}
