namespace FlowBuilder.Core.Scheduling;

/// <summary>The kinds of times that are chosen without cron.</summary>
public enum ScheduleRhythm
{
    /// <summary>Every few minutes.</summary>
    Minutes,

    /// <summary>Once in every hour.</summary>
    Hourly,

    /// <summary>Every day at a time.</summary>
    Daily,

    /// <summary>Monday to Friday at a time.</summary>
    Weekdays,

    /// <summary>On some days of the week at a time.</summary>
    Weekly,

    /// <summary>On one day of the month at a time.</summary>
    Monthly,

    /// <summary>None of these: what only cron says.</summary>
    Cron,
}
