using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Components.Home;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Gallery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>Where everybody begins: templates, an empty flow, a file, and one's own flows.</summary>
public sealed partial class Home : IAsyncDisposable
{
    private const int MostFiles = 50;

    // One row of them, once there are flows to go on with; two before.
    private const int FewTemplates = 3;
    private const int MoreTemplates = 6;

    private readonly MountedScript _drops = new();
    private ImmutableArray<GalleryEntry> _templates = [];
    private ElementReference _page;
    private InputFile? _file;
    private FlowShelf? _shelf;
    private IReadOnlyList<ImportFailure> _failures = [];
    private PickedBundle? _picked;
    private int _flowCount;
    private bool _connecting;

    [Inject] private TemplateGallery Templates { get; set; } = null!;

    [Inject] private IFlowStore Flows { get; set; } = null!;

    [Inject] private FlowImports Imports { get; set; } = null!;

    [Inject] private FlowBundles Bundles { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _drops.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() =>
        _templates = (await Templates.ReadAsync(CultureInfo.CurrentUICulture, CancellationToken.None)).Entries;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && _file?.Element is { } field) await _drops.MountAsync(Script, "page.acceptDrops", _page, field);
    }

    private async Task CreateEmptyAsync()
    {
        var stored = await Flows.CreateAsync(new Flow { Name = L["Flow.NewName"] }, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}");
    }

    private async Task CreateFromAsync(GalleryEntry template)
    {
        var stored = await Bundles.StoreAsync(template.Template.Bundle, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored[0].Id}?first=1");
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

        var picked = new List<PickedBundle>();
        var failures = new List<ImportFailure>();
        foreach (var file in change.GetMultipleFiles(MostFiles))
        {
            var (bundle, problems) = await Imports.ReadAsync(file);
            if (bundle is not null) picked.Add(new PickedBundle(file.Name, bundle));
            else failures.Add(new ImportFailure(file.Name, [.. problems.Where(problem => problem.Severity == DiagnosticSeverity.Invalid)]));
        }

        _failures = failures;
        if (failures.Count == 0 && picked is [var one])
        {
            // What comes with this program is known to everybody who uses it.
            if (Imports.IsOwn(one.Bundle)) await StoreAsync(one.Bundle);
            else _picked = one;
            return;
        }

        foreach (var each in picked) await Bundles.StoreAsync(each.Bundle, CancellationToken.None);
        if (picked.Count > 0) Toasts.Show(new Toast(L["Import.Done", picked.Count]));
        if (_shelf is not null) await _shelf.RefreshAsync();
    }

    private async Task StoreAsync(FlowBundle bundle)
    {
        _picked = null;
        var stored = await Bundles.StoreAsync(bundle, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored[0].Id}");
    }
}
