using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Home;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Gallery;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components;
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
    private ImportFailure? _failure;
    private IReadOnlyList<ImportOutcome>? _imported;
    private PickedBundle? _picked;
    private int _flowCount;
    private bool _connecting;

    [Inject] private TemplateGallery Templates { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    [Inject] private FlowImports Imports { get; set; } = null!;

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
        var stored = await Stores.CreateFlowAsync(new Flow { Name = L["Flow.NewName"] }, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}");
    }

    private async Task CreateFromAsync(GalleryEntry template)
    {
        var stored = await Stores.StoreAsync(template.Template.Bundle, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}?first=1");
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

        var files = change.GetMultipleFiles(MostFiles);
        if (files is [var one]) await PickAsync(one);
        else await ImportAllAsync(files);
    }

    private async Task PickAsync(IBrowserFile file)
    {
        var (bundle, problems) = await Imports.ReadAsync(file);
        if (bundle is null) _failure = new ImportFailure(file.Name, Reasons(problems));

        // What comes with this program is known to everybody who uses it.
        else if (Imports.IsOwn(bundle)) await StoreAsync(bundle);
        else _picked = new PickedBundle(file.Name, bundle);
    }

    // A question about each would be too many: what is stored does nothing before somebody runs it, and the summary says what it needs.
    private async Task ImportAllAsync(IEnumerable<IBrowserFile> files)
    {
        var outcomes = new List<ImportOutcome>();
        foreach (var file in files)
        {
            var (bundle, problems) = await Imports.ReadAsync(file);
            var stored = bundle is null ? null : await Stores.StoreAsync(bundle, CancellationToken.None);
            outcomes.Add(new ImportOutcome(file.Name, bundle, stored, Reasons(problems)));
        }

        _imported = outcomes;
        if (_shelf is not null) await _shelf.RefreshAsync();
    }

    private static IReadOnlyList<FlowDiagnostic> Reasons(IEnumerable<FlowDiagnostic> problems) =>
        [.. problems.Where(problem => problem.Severity == DiagnosticSeverity.Invalid)];

    private async Task StoreAsync(FlowBundle bundle)
    {
        _picked = null;
        var stored = await Stores.StoreAsync(bundle, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}");
    }
}
