using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Publishing;
using FlowBuilder.Web.Scheduling;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Publishing.Schedules;

/// <summary>The schedules of an endpoint: when each runs next, and what came of it last.</summary>
public sealed partial class SchedulesSection : IDisposable
{
    private const int MostShown = 20;

    private readonly HashSet<string> _watched = new(StringComparer.Ordinal);
    private Dictionary<string, IReadOnlyList<PastTime>> _past = [];
    private IReadOnlyList<Schedule>? _schedules;
    private Schedule? _edited;
    private ReaderLanguage _language = null!;
    private string _slug = "";
    private string _zone = "";
    private bool _isOpen;
    private bool _isLeft;

    [CascadingParameter] private PublishedState State { get; set; } = null!;

    [Inject] private ScheduleBook Book { get; set; } = null!;

    [Inject] private ScheduleHistory History { get; set; } = null!;

    [Inject] private ScheduleNews News { get; set; } = null!;

    [Inject] private RunHost Runs { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private string Slug => State.Endpoint!.Slug;

    /// <inheritdoc/>
    public void Dispose()
    {
        _isLeft = true;
        News.Changed -= OnChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        (_slug, _language) = (Slug, new ReaderLanguage());
        News.Changed += OnChanged;
        await LoadAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender) _zone = await Script.TimeZoneAsync();
    }

    private void OnChanged(string slug)
    {
        if (slug == _slug) _ = InvokeAsync(LoadAsync);
    }

    private async Task LoadAsync()
    {
        if (_isLeft || State.Endpoint?.Slug != _slug) return;
        IReadOnlyList<Schedule> schedules = [];
        var past = new Dictionary<string, IReadOnlyList<PastTime>>();

        // Where the endpoint is just being removed there is nothing to show, and nobody to tell.
        await ((Task)ReadAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_isLeft) return;
        (_schedules, _past) = (schedules, past);
        _language.Do(StateHasChanged);
        foreach (var runId in past.Values.SelectMany(times => times).Where(time => time.Run?.Status == RunStatus.Running).Select(time => time.Run!.RunId)) Watch(runId);

        async Task ReadAsync()
        {
            schedules = await Book.ListAsync(_slug, CancellationToken.None);
            foreach (var schedule in schedules) past[schedule.Id] = await History.OfAsync(schedule.Id, MostShown, CancellationToken.None);
        }
    }

    // A run that is under way is shown as ended when it has.
    private void Watch(string runId)
    {
        if (_watched.Add(runId)) _ = InvokeAsync(async () =>
        {
            await Runs.WhenArchivedAsync(runId);
            await LoadAsync();
        });
    }

    private void Open(Schedule? schedule) => (_edited, _isOpen) = (schedule, true);

    private async Task DeleteAsync(Schedule schedule)
    {
        if (!await Toasts.TryAsync(() => Book.DeleteAsync(_slug, schedule.Id, CancellationToken.None).AsTask())) return;
        Toasts.Show(new Toast(L["Schedules.Deleted", ScheduleWords.NameOf(schedule)], ActionLabel: L["Toast.Undo"], Action: () =>
            Toasts.TryAsync(() => Book.RestoreAsync(_slug, schedule.Id, CancellationToken.None).AsTask())));
    }
}
