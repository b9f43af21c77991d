using System.Globalization;

namespace FlowBuilder.Providers.Faults;

/// <summary>Lengths of time in words.</summary>
internal static class Waits
{
    /// <summary>"40 seconds", "2 minutes", "1.5 hours".</summary>
    public static string English(TimeSpan wait)
    {
        var (amount, unit) = Measure(wait);
        return FormattableString.Invariant($"{amount:0.#} {unit}{(amount == 1 ? "" : "s")}");
    }

    /// <summary>"40초", "2분", "1.5시간".</summary>
    public static string Korean(TimeSpan wait)
    {
        var (amount, unit) = Measure(wait);
        return amount.ToString("0.#", CultureInfo.InvariantCulture) + unit switch
        {
            "hour" => "시간",
            "minute" => "분",
            _ => "초",
        };
    }

    private static (double Amount, string Unit) Measure(TimeSpan wait) => wait switch
    {
        { TotalHours: >= 1 } => (Math.Round(wait.TotalHours, 1), "hour"),
        { TotalSeconds: > 90 } => (Math.Round(wait.TotalMinutes, 1), "minute"),
        { TotalSeconds: >= 10 } => (Math.Ceiling(wait.TotalSeconds), "second"),
        _ => (Math.Round(wait.TotalSeconds, 1), "second"),
    };
}
