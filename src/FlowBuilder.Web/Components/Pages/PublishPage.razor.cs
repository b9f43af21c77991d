using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>A published flow as its owner sees it: its address, its versions, a place to try it, who may call it, and what runs by itself.</summary>
public sealed partial class PublishPage : IAsyncDisposable
{
    private static readonly ImmutableArray<string> Tabs = ["versions", "try", "access", "automation"];

    private readonly ReaderLanguage _language = new();
    private EditSessionLease? _lease;
    private EditSession? _session;
    private PublishedState? _state;
    private string? _opened;
    private bool _missing;
    private bool _isLeft;
    private bool _isPublishing;
    private int _openings;
    private AccessLevel _level;

    /// <summary>The flow's id in the store.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>Which part of the page is shown: <c>versions</c>, <c>try</c>, <c>access</c> or <c>automation</c>.</summary>
    [SupplyParameterFromQuery(Name = "tab")] public string? Tab { get; set; }

    [Inject] private EditSessions Sessions { get; set; } = null!;

    [Inject] private PublishingTools Tools { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    private bool MayEdit => _level >= AccessLevel.Edit;

    private string Shown => Tab is { } tab && Tabs.Contains(tab) ? tab : Tabs[0];

    private string Name => _session!.Flow.Name is { Length: > 0 } name ? name : L["Flow.Untitled"];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        Rules.Changed -= OnAccessChanged;
        await CloseAsync();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Rules.Changed += OnAccessChanged;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_opened == Id) return;
        _opened = Id;
        await OpenAsync();
    }

    private async Task OpenAsync()
    {
        var opening = ++_openings;
        await CloseAsync();
        _level = Person.LevelOf(Resource.Flow(Id));

        // The open flow, not the stored one: what is typed in an editor right now is what would be published.
        var lease = _isLeft || _level == AccessLevel.None ? null : await Sessions.OpenAsync(Id, CancellationToken.None);
        if (opening == _openings) _missing = lease is null;
        if (lease is null) return;
        if (_isLeft || opening != _openings)
        {
            await lease.DisposeAsync();
            return;
        }

        (_lease, _session) = (lease, lease.Session);
        _state = new PublishedState(Id, Tools, InvokeAsync);
        _state.Changed += StateHasChanged;
        _session.Changed += OnDraftChanged;
        await _state.LoadAsync(CancellationToken.None);
    }

    private void OnAccessChanged(Resource resource)
    {
        if (resource == Resource.Flow(Id)) _ = InvokeAsync(() => _language.Do(() => _ = FollowAsync()));
    }

    private async Task FollowAsync()
    {
        if (_isLeft || Person.LevelOf(Resource.Flow(Id)) == _level) return;
        (_isPublishing, _session, _missing) = (false, null, false);
        await OpenAsync();
        StateHasChanged();
    }

    private void OnDraftChanged() => _ = InvokeAsync(() =>
    {
        if (_session?.SaveState == SaveState.Saved) StateHasChanged();
    });

    private async ValueTask CloseAsync()
    {
        if (_lease is not { } lease) return;
        _lease = null;
        lease.Session.Changed -= OnDraftChanged;
        _state!.Dispose();
        await lease.DisposeAsync();
    }
}
