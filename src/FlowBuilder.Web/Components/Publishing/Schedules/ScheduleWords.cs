using System.Globalization;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Localization;
using FlowBuilder.Web.Scheduling;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Publishing.Schedules;

/// <summary>What a page says of schedules.</summary>
internal static class ScheduleWords
{
    /// <summary>When it runs, in words; where nothing is known of the rule, the rule.</summary>
    public static string RuleOf(Schedule schedule) => ScheduleTimes.Of(schedule)?.Cron.Describe().ToString() ?? schedule.Cron;

    /// <summary>What it is called: by its maker, or else by its rule.</summary>
    public static string NameOf(Schedule schedule) => schedule.Name.Length > 0 ? schedule.Name : RuleOf(schedule);

    /// <summary>A time as the clocks of a place show it.</summary>
    public static string Time(IStringLocalizer<Texts> texts, DateTimeOffset time) => time.ToString(texts["Schedules.TimeForm"], CultureInfo.CurrentCulture);

    /// <summary>A time as the clocks of a schedule's place show it.</summary>
    public static string Time(IStringLocalizer<Texts> texts, Schedule schedule, DateTimeOffset time) =>
        Time(texts, ScheduleZones.Find(schedule.TimeZone) is { } zone ? TimeZoneInfo.ConvertTime(time, zone) : time);

    /// <summary>What came of a time: words and how they are coloured.</summary>
    public static (string Text, string Icon, string Class) Outcome(IStringLocalizer<Texts> texts, PastTime past) => (past.Time.Outcome, past.Run?.Status) switch
    {
        (ScheduleOutcome.Started, RunStatus.Completed) => (texts["RunStatus.Completed"], "check", "ok"),
        (ScheduleOutcome.Started, RunStatus.Failed) => (texts["RunStatus.Failed"], "error", "bad"),
        (ScheduleOutcome.Started, null) => (texts["Schedules.Lost"], "alert", "busy"),
        (ScheduleOutcome.Started, RunStatus.Cancelled) => (texts["RunStatus.Cancelled"], "stop", ""),
        (ScheduleOutcome.Started, { } status) => (texts[$"RunStatus.{status}"], "play", "busy"),
        (ScheduleOutcome.Refused, _) => (texts["Schedules.Outcome.Refused"], "error", "bad"),
        (ScheduleOutcome.Claimed, _) => (texts["Schedules.Outcome.Claimed"], "clock", "busy"),
        var (outcome, _) => (texts[$"Schedules.Outcome.{outcome}"], "skip", ""),
    };
}
