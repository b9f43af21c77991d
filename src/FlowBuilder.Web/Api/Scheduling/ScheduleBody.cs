using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>A schedule as a caller describes it; of one that is there already, what is left out stays.</summary>
internal sealed record ScheduleBody
{
    private const int MaxNameLength = 100;
    private const int MaxSessionLength = 200;

    /// <summary>What it is for.</summary>
    public string? Name { get; init; }

    /// <summary>When it runs, as five fields: minute, hour, day of month, month, weekday.</summary>
    public string? Cron { get; init; }

    /// <summary>The IANA id of the time zone in which that is meant; by default this machine's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The inputs of each run, by name.</summary>
    public Dictionary<string, JsonElement>? Inputs { get; init; }

    /// <summary>The conversation that its runs belong to; empty for none.</summary>
    public string? Session { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>What is done about missed times: <c>skip</c> or <c>once</c>.</summary>
    public string? Missed { get; init; }

    /// <summary>The schedule with what is said here.</summary>
    public Schedule Change(Schedule schedule) => schedule with
    {
        Name = Name?.Trim() ?? schedule.Name,
        Cron = Cron is null ? schedule.Cron : CronExpression.TryParse(Cron, out _)?.Text ?? Cron,
        TimeZone = TimeZone is null ? schedule.TimeZone : ScheduleZones.Find(TimeZone)?.Id ?? TimeZone,
        Inputs = Inputs ?? schedule.Inputs,
        Session = Session is null ? schedule.Session : Session.Length == 0 ? null : Session,
        IsEnabled = IsEnabled ?? schedule.IsEnabled,
        Missed = PolicyOf(Missed) ?? schedule.Missed,
    };

    /// <summary>Everything that is wrong with it.</summary>
    /// <param name="changed">What <see cref="Change"/> made of it.</param>
    public ImmutableArray<FlowDiagnostic> Check(Schedule changed)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        CronExpression.TryParse(changed.Cron, out var wrong);
        if (wrong is not null) Add("schedule.bad-cron", "cron", wrong);
        if (ScheduleZones.Find(changed.TimeZone) is null) Add("schedule.bad-time-zone", "timeZone", ScheduleZones.Unknown(changed.TimeZone));
        if (changed.Name.Length > MaxNameLength)
            Add("schedule.invalid", "name", LocalText.Of($"The name may have {MaxNameLength} characters at most.", $"이름은 {MaxNameLength}자까지 쓸 수 있습니다."));
        if (changed.Session?.Length > MaxSessionLength)
            Add("schedule.invalid", "session", LocalText.Of($"The session may have {MaxSessionLength} characters at most.", $"session은 {MaxSessionLength}자까지 쓸 수 있습니다."));
        if (Missed is not null && PolicyOf(Missed) is null)
            Add("schedule.invalid", "missed", LocalText.Of("missed must be \"skip\" or \"once\".", "missed 값은 \"skip\" 또는 \"once\"여야 합니다."));
        return problems.ToImmutable();

        void Add(string code, string member, LocalText text) => problems.Add(MemberProblem.Of(code, member, text));
    }

    private static MissedPolicy? PolicyOf(string? text) => text switch
    {
        "skip" => MissedPolicy.Skip,
        "once" => MissedPolicy.Once,
        _ => null,
    };
}
