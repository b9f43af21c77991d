using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Knowledge;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>A knowledge base: its documents and how far each is, a place to try questions, its settings.</summary>
public sealed partial class KnowledgeBasePage : IDisposable
{
    private static readonly ImmutableArray<string> Tabs = ["documents", "duplicates", "settings"];

    private readonly ReaderLanguage _language = new();
    private KnowledgeBaseSummary? _summary;
    private KnowledgeWatch? _watch;
    private KnowledgeDocuments? _list;
    private string? _opened;
    private bool _isMissing;
    private bool _isSharing;

    /// <summary>The knowledge base's id.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>Which part of the page is shown: <c>documents</c>, <c>duplicates</c> or <c>settings</c>.</summary>
    [SupplyParameterFromQuery(Name = "tab")] public string? Tab { get; set; }

    [Inject] private KnowledgeNews News { get; set; } = null!;

    [Inject] private Announcer Announcer { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IKnowledgeStore Bases => Stores.Knowledge;

    private string Shown => Tab is { } tab && ShownTabs.Contains(tab) ? tab : Tabs[0];

    private ImmutableArray<string> ShownTabs => MayEdit ? Tabs : [Tabs[0]];

    private bool MayEdit => Person.Allows(Resource.Knowledge(Id), AccessLevel.Edit);

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        Rules.Changed -= OnAccessChanged;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Rules.Changed += OnAccessChanged;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_opened == Id) return;
        (_opened, _summary) = (Id, null);
        _watch?.Dispose();
        var watch = _watch = new KnowledgeWatch(News, Id);
        await ReadAsync();
        watch.Start(Time, ReadAsync, InvokeAsync);
    }

    private void OnAccessChanged(Resource resource)
    {
        if (resource == Resource.Knowledge(Id)) _ = InvokeAsync(() => _language.Do(() => _ = ReadAsync()));
    }

    private string TabAddress(string tab) => tab == Tabs[0] ? KnowledgeAddress.Of(Id) : $"{KnowledgeAddress.Of(Id)}?tab={tab}";

    private async Task ReadAsync()
    {
        var before = _summary;
        _summary = await Bases.FindAsync(Id, CancellationToken.None);
        if (before is { Counts.Unfinished: > 0 } && _summary is { Counts.Unfinished: 0 } ended)
            Announcer.Say(ended.Counts.Failed == 0 ? L["Knowledge.AllDone"] : L["Knowledge.AllDoneBut", ended.Counts.Failed]);
        _isMissing = _summary is null;
        if (_list is not null && !_isMissing) await _list.ReadAsync();
        StateHasChanged();
    }
}
