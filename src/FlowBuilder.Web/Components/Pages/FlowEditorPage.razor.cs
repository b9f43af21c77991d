using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Admission;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Editor;
using FlowBuilder.Web.Components.Editor.Commands;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Running;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>The editor of one flow.</summary>
public sealed partial class FlowEditorPage : IAsyncDisposable
{
    private readonly ReaderLanguage _language = new();
    private Workbench? _bench;
    private EditorScreen? _screen;
    private FlowCanvas? _canvas;
    private string? _opened;
    private bool _missing;
    private bool _showHint;
    private bool _isLeft;
    private int _openings;
    private AccessLevel _level;

    /// <summary>The flow's id in the store.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>Present where the flow was made from a template just now: a hint then says what to do first.</summary>
    [SupplyParameterFromQuery(Name = "first")] public string? First { get; set; }

    [Inject] private EditSessions Sessions { get; set; } = null!;

    [Inject] private NodeCatalogue Catalogue { get; set; } = null!;

    [Inject] private FlowCompiler Compiler { get; set; } = null!;

    [Inject] private RunTools Runs { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private ResourceCheck Resources { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

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
        if (_bench is { MayEdit: true }) await RestoreAsync();
    }

    private async Task OpenAsync()
    {
        var opening = ++_openings;
        await CloseAsync();
        await ChooseViewAsync();
        _level = Person.LevelOf(Resource.Flow(Id));
        var lease = _isLeft || _level == AccessLevel.None ? null : await Sessions.OpenAsync(Id, CancellationToken.None);
        if (_isLeft || opening != _openings)
        {
            // Whoever went back at once must not keep the flow open.
            if (lease is not null) await lease.DisposeAsync();
            return;
        }

        _missing = lease is null;
        _showHint = First is not null;
        if (lease is null) return;
        _bench = new Workbench(lease, Catalogue, Compiler, Runs, Time, InvokeAsync, Person, Resources);
        _screen = new EditorScreen(_bench, Toasts, L) { AddsElsewhere = AddToOutlineAsync, GoesTo = address => Navigation.NavigateTo(address), HasRole = Person.Is };
        _screen.SettingsAsked += OnSettingsAsked;
        _bench.Changed += StateHasChanged;
        _bench.History.Refused += OnRefused;
        _bench.RunRefused += OnRunRefused;
        _bench.RevealAsked += OnRevealAsked;
        _bench.PanelAsked += OnPanelAsked;
        await _bench.RecallAsync(CancellationToken.None);
    }

    // Rights may be given and taken while the page is open. All that hangs on them is made anew.
    private void OnAccessChanged(Resource resource)
    {
        if (resource == Resource.Flow(Id)) _ = InvokeAsync(() => _language.Do(() => _ = FollowAsync()));
    }

    private async Task FollowAsync()
    {
        if (_isLeft || Person.LevelOf(Resource.Flow(Id)) == _level) return;
        await OpenAsync();
        StateHasChanged();
    }

    private void OnRefused(LocalText? why) => Toasts.Show(new Toast(why?.ToString() ?? L["LookOnly.Refused"], IsProblem: true));

    private async ValueTask CloseAsync()
    {
        if (_bench is not { } bench) return;
        _bench = null;
        bench.Changed -= StateHasChanged;
        bench.History.Refused -= OnRefused;
        bench.RunRefused -= OnRunRefused;
        bench.RevealAsked -= OnRevealAsked;
        bench.PanelAsked -= OnPanelAsked;
        await bench.DisposeAsync();
    }

    private void OnRunRefused(Exception refusal)
    {
        if (refusal is HostBusyException busy) Toasts.Show(new Toast(busy.Text.For(CultureInfo.CurrentUICulture), IsProblem: true));
        else if (refusal is RunRefusedException refused) _ = ShowAsync(refused.Problems[0], refused.Problems.Length);
        else if (ProblemOf.Of(refusal) is { } problem) Toasts.Show(new Toast(problem.Detail.ToString(), IsProblem: true));
    }

    private void OnRevealAsked(NodeId node) => _ = _canvas?.RevealAsync(node);

    private async Task ShowAsync(FlowDiagnostic problem, int count)
    {
        var text = count == 1 ? problem.Text.ToString() : L["Run.Problems", problem.Text, count - 1];
        Toasts.Show(new Toast(text, IsProblem: true));
        if (problem.Node is not { } node || problem.Setting is null && problem.Code.StartsWith("input.", StringComparison.Ordinal)) return;
        _bench!.Canvas.Select([PartId.Of(node)]);
        await _canvas!.RevealAsync(node);
    }
}
