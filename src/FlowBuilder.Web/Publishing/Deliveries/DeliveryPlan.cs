using System.Collections.Immutable;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>When a delivery that was not taken is tried again: ten attempts within about a day, ever further apart.</summary>
internal static class DeliveryPlan
{
    /// <summary>The longest that a target may ask to be left alone.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    private static readonly ImmutableArray<TimeSpan> Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    /// <summary>How many attempts there are in all.</summary>
    public static int Attempts => Delays.Length + 1;

    /// <summary>How long to wait after an attempt; null after the last.</summary>
    /// <param name="attempts">How many attempts were made, 1 or more.</param>
    /// <param name="asked">How long the target asked to be left alone; null where it did not.</param>
    /// <param name="chance">0 to 1: up to a fifth more or less, so that what failed together does not come back together.</param>
    public static TimeSpan? After(int attempts, TimeSpan? asked, double chance)
    {
        if (attempts > Delays.Length) return null;
        var wait = Delays[attempts - 1] * (0.8 + 0.4 * chance);
        return asked > wait ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, LongestWait.Ticks)) : wait;
    }
}
