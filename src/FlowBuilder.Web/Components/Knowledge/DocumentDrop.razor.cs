using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Where documents are dropped, picked or pasted, and how far they are on their way here.</summary>
/// <remarks>
/// The browser sends files over HTTP, each by itself and streamed from the disk: neither side holds more than a few of them, and the
/// circuit of the page stays free.
/// </remarks>
public sealed partial class DocumentDrop : IAsyncDisposable
{
    private readonly MountedScript _drops = new();
    private UploadProgress? _progress;
    private ElementReference _root;
    private string? _pasted;
    private bool _isPasting;
    private bool _isAddressing;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required string BaseId { get; set; }

    /// <summary>Whether there is no document yet.</summary>
    [Parameter] public bool IsFirst { get; set; }

    [Inject] private HostSettings Settings { get; set; } = null!;

    [Inject] private Announcer Announcer { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <summary>Receives how far the files are.</summary>
    [JSInvokable]
    public void Progressed(UploadProgress progress)
    {
        if (_progress is { IsBusy: true } && !progress.IsBusy && progress.Done > 0) Announcer.Say(L["Knowledge.Uploaded", progress.Done]);
        _progress = progress;
        StateHasChanged();
    }

    /// <summary>Receives a text that was pasted on the page.</summary>
    [JSInvokable]
    public void Pasted(string text)
    {
        Paste(text);
        StateHasChanged();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _drops.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _drops.MountAsync(Script, "knowledge.acceptDocuments", _root, DotNetObjectReference.Create(this), BaseId, DocumentLimit.Of(Settings));
    }

    private void Paste(string? text) => (_pasted, _isPasting) = (text, true);

    private string Why(RefusedUpload file) => file.Code switch
    {
        "too-large" => L["Knowledge.Why.too-large", Display.Bytes(file.Size), Display.Bytes(DocumentLimit.Of(Settings))],
        "empty" => L["Knowledge.Why.empty"],
        "connection" => L["Knowledge.Why.connection"],
        _ when file.Detail.Length > 0 => file.Detail,
        _ => L["Knowledge.Why.other", file.Code],
    };
}
