using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Publishing;

/// <summary>Publishes a flow: asks for a name the first time, shows what is new at any other, and says what to do next.</summary>
public sealed partial class PublishDialog : IDisposable
{
    private const int MostProblems = 6;

    private PublishedState _state = null!;
    private IReadOnlySet<string> _taken = new HashSet<string>();
    private IReadOnlyList<string> _problems = [];
    private FlowVersion? _published;
    private string _initial = "";
    private string? _slug;
    private string? _secret;
    private string _note = "";
    private bool _isBusy;

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    [CascadingParameter] private EditSession Session { get; set; } = null!;

    [Inject] private PublishingTools Tools { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    private bool IsAsking => _published is null && _state.IsLoaded && (_state.Endpoint is null || _state.Difference(Session.Flow) is { IsSame: false });

    private string Title => _published is { } version ? L["Publish.DoneTitle", version.Number]
        : !_state.IsLoaded || _state.Endpoint is null ? L["Publish.Title"]
        : IsAsking ? L["Publish.TitleAgain", _state.NextNumber]
        : L["Publish.Button.same"];

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _state = new PublishedState(Session.FlowId, Tools, InvokeAsync);
        _taken = (await Tools.Endpoints.ListAsync(CancellationToken.None)).Select(endpoint => endpoint.Slug).ToHashSet(StringComparer.Ordinal);
        _initial = SlugProposal.For(Session.Flow.Name, _taken.Contains);
        await _state.LoadAsync(CancellationToken.None);
        _slug = _state.Endpoint?.Slug ?? _initial;
        _state.Changed += StateHasChanged;
    }

    private async Task PublishAsync()
    {
        if (_isBusy || _slug is not { } slug) return;
        _isBusy = true;
        try
        {
            _published = await Tools.Publishing.PublishAsync(Person.Person, Session.FlowId, slug, _note, CancellationToken.None);
            _problems = [];
            await _state.LoadAsync(CancellationToken.None);
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            _problems = [problem.Detail.ToString(), .. problem.Problems.Select(one => one.Text.ToString()).Where(text => text != problem.Detail.ToString())];
        }
        finally
        {
            _isBusy = false;
        }
    }
}
