using System.Text.Json;
using FlowBuilder.Testing.Time;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>Moves the clock of a program to the time of a delivery.</summary>
internal static class DeliveryClock
{
    // Stored times have fractions that answers may not show.
    private static readonly TimeSpan Fraction = TimeSpan.FromMilliseconds(1);

    /// <summary>Moves it to when a delivery is due, and no further: an attempt that begins on the way would run out of its own time. Does nothing where it is due.</summary>
    public static void AdvanceTo(this FakeTimeProvider time, JsonElement delivery)
    {
        var left = delivery.GetProperty("dueAt").GetDateTimeOffset() - time.GetUtcNow() + Fraction;
        if (left > Fraction) time.Advance(left);
    }
}
