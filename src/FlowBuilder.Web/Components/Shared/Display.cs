using System.Globalization;
using FlowBuilder.Web.Localization;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Components.Shared;

/// <summary>Writes durations, amounts and times as people read them, in the language of the page.</summary>
internal sealed class Display(IStringLocalizer<Texts> texts, TimeProvider time)
{
    private const double HourMilliseconds = 3_600_000;
    private const double DayMilliseconds = 24 * HourMilliseconds;

    /// <summary>A duration: <c>12 ms</c>, <c>1.8 s</c>, <c>2:05 min</c>, <c>3 h 20 min</c>, <c>2 d 5 h</c>.</summary>
    /// <param name="milliseconds">How long.</param>
    public string Duration(double milliseconds) => milliseconds switch
    {
        < 1 => texts["Time.UnderMillisecond"],
        < 1000 => texts["Time.Milliseconds", Math.Round(milliseconds)],
        < 60_000 => texts["Time.Seconds", (milliseconds / 1000).ToString("0.0", CultureInfo.CurrentCulture)],
        >= DayMilliseconds => texts["Time.Days", Math.Floor(milliseconds / DayMilliseconds), Math.Floor(milliseconds % DayMilliseconds / HourMilliseconds)],
        >= HourMilliseconds => texts["Time.Hours", Math.Floor(milliseconds / HourMilliseconds), Math.Floor(milliseconds % HourMilliseconds / 60_000)],
        _ => texts["Time.Minutes", TimeSpan.FromMilliseconds(milliseconds).ToString(@"m\:ss", CultureInfo.InvariantCulture)],
    };

    /// <summary>How long ago something began, while it is under way.</summary>
    public string Since(DateTimeOffset start) => Duration(Math.Max(0, (time.GetUtcNow() - start).TotalMilliseconds));

    /// <summary>A cost in US dollars, with as many digits as it needs to say something.</summary>
    public static string Cost(decimal dollars) => dollars switch
    {
        0 => "$0",
        < 0.0001m => "<$0.0001",
        < 1 => "$" + dollars.ToString("0.####", CultureInfo.InvariantCulture),
        _ => "$" + dollars.ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>When something was: <c>just now</c>, <c>5 minutes ago</c>, then the date.</summary>
    public string Ago(DateTimeOffset moment)
    {
        var span = time.GetUtcNow() - moment;
        return span switch
        {
            { TotalSeconds: < 60 } => texts["Ago.Now"],
            { TotalMinutes: < 2 } => texts["Ago.Minute"],
            { TotalMinutes: < 60 } => texts["Ago.Minutes", (int)span.TotalMinutes],
            { TotalHours: < 2 } => texts["Ago.Hour"],
            { TotalHours: < 24 } => texts["Ago.Hours", (int)span.TotalHours],
            { TotalDays: < 2 } => texts["Ago.Yesterday"],
            { TotalDays: < 7 } => texts["Ago.Days", (int)span.TotalDays],
            _ => moment.ToLocalTime().ToString("d", CultureInfo.CurrentCulture),
        };
    }

    /// <summary>A number of bytes.</summary>
    public static string Bytes(long count) => count switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{count} B"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{count / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{count / 1024.0 / 1024:0.#} MB"),
    };
}
