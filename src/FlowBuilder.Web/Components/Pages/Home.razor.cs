using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>Where everybody begins: templates, an empty flow, a file, and one's own flows.</summary>
public sealed partial class Home : IAsyncDisposable
{
    // The largest flow file (see the format's limits).
    private const long MostFileBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, Flow> _pictures = new(StringComparer.Ordinal);
    private IReadOnlyList<FlowSummary>? _flows;
    private ElementReference _page;
    private InputFile? _file;
    private IJSObjectReference? _drops;
    private ImportFailure? _import;
    private bool _connecting;

    [Inject] private TemplateLibrary Templates { get; set; } = null!;

    [Inject] private IFlowStore Flows { get; set; } = null!;

    [Inject] private FlowFormat Format { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_drops is null) return;
        try
        {
            await _drops.InvokeVoidAsync("dispose");
            await _drops.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listeners with it.
        }
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListAsync();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _file?.Element is { } field) _drops = await Script.AcceptDropsAsync(_page, field);
    }

    private async Task ListAsync()
    {
        _flows = await Flows.ListAsync(CancellationToken.None);
        StateHasChanged();
        foreach (var flow in _flows)
        {
            if (await Flows.FindAsync(flow.Id, CancellationToken.None) is { } stored) _pictures[flow.Id] = stored.Flow;
        }
    }

    private Task CreateEmptyAsync() => CreateAsync(new Flow { Name = L["Flow.NewName"] }, "");

    private Task CreateFromAsync(Flow template) => CreateAsync(template, "?first=1");

    private async Task CreateAsync(Flow flow, string query)
    {
        var stored = await Flows.CreateAsync(flow, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}{query}");
    }

    private async Task DuplicateAsync(FlowSummary summary)
    {
        if (await Flows.FindAsync(summary.Id, CancellationToken.None) is not { } stored) return;
        await Flows.CreateAsync(stored.Flow with { Name = L["Flow.CopyOf", stored.Flow.Name] }, CancellationToken.None);
        await ListAsync();
    }

    private async Task DownloadAsync(FlowSummary summary)
    {
        if (await Flows.FindAsync(summary.Id, CancellationToken.None) is not { } stored) return;
        await Script.DownloadAsync(FileName(stored.Flow.Name), Encoding.UTF8.GetString(Format.Write(stored.Flow)), "application/json");
    }

    private async Task DeleteAsync(FlowSummary summary)
    {
        if (!await Flows.DeleteAsync(summary.Id, CancellationToken.None)) return;
        await ListAsync();
        Toasts.Show(new Toast(L["Flow.Deleted", summary.Name], ActionLabel: L["Tools.Undo"], Action: async () =>
        {
            await Flows.RestoreAsync(summary.Id, CancellationToken.None);
            await ListAsync();
        }));
    }

    private void OnConnected(string name)
    {
        _connecting = false;
        Toasts.Show(new Toast(L["Connect.Saved", name]));
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        var file = change.File;
        if (file.Size > MostFileBytes)
        {
            _import = new ImportFailure(file.Name, [TooLarge(file.Size)]);
            return;
        }

        using var content = new MemoryStream();
        await using (var stream = file.OpenReadStream(MostFileBytes)) await stream.CopyToAsync(content);
        var read = Format.Read(content.ToArray());
        if (read.Flow is { } flow)
            await CreateAsync(flow.Name.Length > 0 ? flow : flow with { Name = Path.GetFileNameWithoutExtension(file.Name) }, "");
        else
            _import = new ImportFailure(file.Name, [.. read.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Invalid)]);
    }

    private static FlowDiagnostic TooLarge(long size) => new("file.too-large", DiagnosticSeverity.Invalid, "$", LocalText.Of(
        $"The file has {Display.Bytes(size)}; a flow may have {Display.Bytes(MostFileBytes)}.",
        $"파일 크기가 {Display.Bytes(size)}입니다. 플로우 파일은 {Display.Bytes(MostFileBytes)}까지 사용할 수 있습니다."));

    private static string FileName(string name)
    {
        var safe = string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-')).Trim('-');
        return $"{(safe.Length > 0 ? safe : "flow")}.json";
    }
}
