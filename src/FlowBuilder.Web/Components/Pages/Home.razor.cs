using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Components.Home;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>Where everybody begins: templates, an empty flow, a file, and one's own flows.</summary>
public sealed partial class Home : IAsyncDisposable
{
    private const int MostFiles = 50;

    // One row of them, once there are flows to go on with.
    private const int FewTemplates = 3;

    private readonly MountedScript _drops = new();
    private IReadOnlyList<FlowTemplate> _templates = [];
    private ElementReference _page;
    private InputFile? _file;
    private FlowShelf? _shelf;
    private IReadOnlyList<ImportFailure> _failures = [];
    private int _flowCount;
    private bool _allTemplates;
    private bool _connecting;

    [Inject] private TemplateLibrary Templates { get; set; } = null!;

    [Inject] private IFlowStore Flows { get; set; } = null!;

    [Inject] private FlowFiles Files { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _drops.DisposeAsync();

    /// <inheritdoc/>
    protected override void OnInitialized() => _templates = Templates.For(CultureInfo.CurrentUICulture);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _file?.Element is { } field) await _drops.MountAsync(Script, "page.acceptDrops", _page, field);
    }

    private Task CreateEmptyAsync() => CreateAsync(new Flow { Name = L["Flow.NewName"] }, "");

    private Task CreateFromAsync(Flow template) => CreateAsync(template, "?first=1");

    private async Task CreateAsync(Flow flow, string query)
    {
        var stored = await Flows.CreateAsync(flow, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}{query}");
    }

    private void OnConnected(string name)
    {
        _connecting = false;
        Toasts.Show(new Toast(L["Connect.Saved", name]));
    }

    private async Task ImportAsync(InputFileChangeEventArgs change)
    {
        if (change.FileCount > MostFiles)
        {
            Toasts.Show(new Toast(L["Import.TooMany", change.FileCount, MostFiles], IsProblem: true));
            return;
        }

        var imported = new List<StoredFlow>();
        var failures = new List<ImportFailure>();
        foreach (var file in change.GetMultipleFiles(MostFiles))
        {
            var read = await Files.ReadAsync(file);
            if (read.Flow is { } flow)
                imported.Add(await Flows.CreateAsync(flow.Name.Length > 0 ? flow : flow with { Name = Path.GetFileNameWithoutExtension(file.Name) }, CancellationToken.None));
            else
                failures.Add(new ImportFailure(file.Name, [.. read.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Invalid)]));
        }

        _failures = failures;
        if (failures.Count == 0 && imported is [var one])
        {
            Navigation.NavigateTo($"/flows/{one.Id}");
            return;
        }

        if (imported.Count > 0) Toasts.Show(new Toast(L["Import.Done", imported.Count]));
        if (_shelf is not null) await _shelf.RefreshAsync();
    }
}
