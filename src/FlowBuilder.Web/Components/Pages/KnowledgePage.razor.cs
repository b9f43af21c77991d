using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Components.Knowledge;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>All knowledge bases, and where the first one begins: with files that are dropped here.</summary>
public sealed partial class KnowledgePage : IAsyncDisposable
{
    private const int MostName = 100;

    private readonly ReaderLanguage _language = new();
    private readonly MountedScript _drops = new();
    private IReadOnlyList<KnowledgeBaseSummary>? _bases;
    private KnowledgeWatch? _watch;
    private ElementReference _drop;
    private bool _isMaking;

    [Inject] private KnowledgeNews News { get; set; } = null!;

    [Inject] private HostSettings Settings { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IKnowledgeStore Bases => Stores.Knowledge;

    /// <summary>Makes a knowledge base for files that were dropped or picked here, and goes there.</summary>
    /// <param name="name">What the one file, or the folder, is called; empty for several files.</param>
    /// <returns>Its id.</returns>
    [JSInvokable]
    public async Task<string> MadeFor(string name)
    {
        var trimmed = name.Trim();
        var body = new KnowledgeBody { Name = trimmed.Length == 0 ? L["Knowledge.MyDocuments"] : trimmed[..Math.Min(trimmed.Length, MostName)] };
        var made = await Stores.CreateKnowledgeAsync(body, CancellationToken.None);
        Navigation.NavigateTo(KnowledgeAddress.Of(made.Base.Id));
        return made.Base.Id;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        Rules.Changed -= OnAccessChanged;
        return _drops.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _watch = new KnowledgeWatch(News);
        Rules.Changed += OnAccessChanged;
        await ListAsync();
        _watch.Start(Time, ListAsync, InvokeAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && MayMake)
            await _drops.MountAsync(Script, "knowledge.acceptDocuments", _drop, DotNetObjectReference.Create(this), null, DocumentLimit.Of(Settings));
    }

    private bool MayMake => Person.Is(AccountRole.Editor);

    private void OnAccessChanged(Resource resource)
    {
        if (resource.Kind == ResourceKind.Knowledge) _ = InvokeAsync(() => _language.Do(() => _ = ListAsync()));
    }

    private async Task ListAsync()
    {
        _bases = await Bases.ListAsync(CancellationToken.None);
        StateHasChanged();
    }
}
