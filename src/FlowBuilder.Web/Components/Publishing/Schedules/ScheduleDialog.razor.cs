using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Scheduling;
using FlowBuilder.Web.Components.Fields;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Scheduling;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Publishing.Schedules;

/// <summary>Asks when a flow should run by itself and with what, and shows at once what that means.</summary>
public sealed partial class ScheduleDialog
{
    private const int Previewed = 5;

    private static readonly ImmutableArray<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly Lazy<IReadOnlyList<ComboChoice>> EveryZone = new(() => [.. ScheduleZones.Ids.Select(id => new ComboChoice(id, id))]);

    private ScheduleRule _rule = new();
    private RunInputs _inputs = null!;
    private IReadOnlyList<DateTimeOffset> _next = [];
    private IReadOnlyList<string> _refused = [];
    private MissedPolicy _missed = MissedPolicy.Once;
    private string _zone = "";
    private string _words = "";
    private string _name = "";
    private string _session = "";
    private string? _problem;
    private string? _zoneProblem;
    private bool _isSaving;

    /// <summary>The endpoint that is to run.</summary>
    [Parameter, EditorRequired] public required string Slug { get; set; }

    /// <summary>The flow that it answers with, for its inputs.</summary>
    [Parameter, EditorRequired] public required Flow Flow { get; set; }

    /// <summary>The schedule that is changed; null for a new one.</summary>
    [Parameter] public Schedule? Schedule { get; set; }

    /// <summary>The IANA id of the time zone that a new one begins with; this machine's where it is not known.</summary>
    [Parameter] public string Zone { get; set; } = "";

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    [Inject] private NodeCatalogue Catalogue { get; set; } = null!;

    [Inject] private ScheduleBook Book { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private static IReadOnlyList<ComboChoice> Zones => EveryZone.Value;

    private IReadOnlyList<RunInput> Inputs => _inputs.Of(Flow);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _inputs = new RunInputs(Catalogue);
        _zone = Schedule?.TimeZone ?? (ScheduleZones.Find(Zone) is { } known ? ScheduleZones.IdOf(known) : ScheduleZones.IdOf(Time.LocalTimeZone));
        if (Schedule is { } schedule)
        {
            (_name, _session, _missed) = (schedule.Name, schedule.Session ?? "", schedule.Missed);
            _rule = CronExpression.TryParse(schedule.Cron, out _) is { } cron ? ScheduleRule.Of(cron) : new ScheduleRule { Rhythm = ScheduleRhythm.Cron, Cron = schedule.Cron };

            // What was left out stays left out: an example of the flow's is for trying it.
            foreach (var parameter in _inputs.Of(Flow).Select(input => input.Parameter))
            {
                if (schedule.Inputs.TryGetValue(parameter.Name, out var given)) _inputs.Set(parameter.Name, given);
                else if (parameter.Example is not null) _inputs.Set(parameter.Name, null);
            }
        }

        Preview();
    }

    private static int NumberOf(ChangeEventArgs change, int otherwise) =>
        int.TryParse(change.Value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private void Choose(ScheduleRhythm rhythm) => Set(rhythm switch
    {
        // Whoever goes on to cron starts with what was chosen; whoever comes back keeps what cron says, where the form can.
        ScheduleRhythm.Cron => _rule with { Rhythm = rhythm, Cron = _rule.ToCron() },
        _ when _rule.Rhythm == ScheduleRhythm.Cron && CronExpression.TryParse(_rule.Cron, out _) is { } cron => ScheduleRule.Of(cron) with { Rhythm = rhythm },
        _ => _rule with { Rhythm = rhythm },
    });

    private void Set(ScheduleRule rule)
    {
        _rule = rule;
        Preview();
    }

    private void SetDay(DayOfWeek day, bool isOn) => Set(_rule with { Days = isOn ? _rule.Days.Add(day) : _rule.Days.Remove(day) });

    private void SetTime(ChangeEventArgs change)
    {
        if (TimeOnly.TryParseExact(change.Value as string, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            Set(_rule with { At = new TimeOnly(time.Hour, time.Minute) });
    }

    private void SetZone(string zone)
    {
        _zone = zone.Trim();
        Preview();
    }

    private void Preview()
    {
        var zone = ScheduleZones.Find(_zone);
        _zoneProblem = zone is null ? ScheduleZones.Unknown(_zone).ToString() : null;
        var cron = CronExpression.TryParse(_rule.ToCron(), out var wrong);
        _problem = _rule is { Rhythm: ScheduleRhythm.Weekly, Days.Count: 0 } ? L["Schedules.NeedsDay"].Value : wrong?.ToString();
        if (cron is null || _problem is not null) return;
        _words = cron.Describe().ToString();
        if (zone is not null) _next = [.. new ScheduleTimes(cron, zone).Next(Time.GetUtcNow(), Previewed)];
    }

    private async Task SaveAsync()
    {
        if (_isSaving || _problem is not null || _zoneProblem is not null) return;
        (_isSaving, _refused) = (true, []);
        var body = new ScheduleBody
        {
            Name = _name,
            Cron = _rule.ToCron(),
            TimeZone = _zone,
            Inputs = new Dictionary<string, JsonElement>(_inputs.ValuesOf(Flow)),
            Session = _session,
            Missed = _missed == MissedPolicy.Skip ? "skip" : "once",
        };
        try
        {
            if (Schedule is { } schedule) await Book.ChangeAsync(Slug, schedule.Id, body, CancellationToken.None);
            else await Book.AddAsync(Slug, body, CancellationToken.None);
            await OnClose.InvokeAsync();
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            _refused = problem.Problems.IsEmpty ? [problem.Detail.ToString()] : [.. problem.Problems.Select(one => one.Text.ToString()).Distinct()];
        }
        finally
        {
            _isSaving = false;
        }
    }
}
