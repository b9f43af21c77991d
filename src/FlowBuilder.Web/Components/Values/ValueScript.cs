using System.Runtime.InteropServices;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Values;

/// <summary>What views of values ask of the browser (wwwroot/js/run/values.js).</summary>
internal sealed class ValueScript(IJSRuntime script)
{
    /// <summary>Gives the person a file to keep; its content goes in pieces, however large it is.</summary>
    public async Task DownloadAsync(string name, string mediaType, ReadOnlyMemory<byte> content)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reference = new DotNetStreamReference(stream);
        await script.CallAsync("run/values.download", name, mediaType, reference);
    }

    /// <summary>Lets the arrow keys move in a tree, as they do in trees everywhere.</summary>
    public Task MoveInTreeAsync(ElementReference tree) => script.ListenAsync("run/values.moveInTree", tree);
}
