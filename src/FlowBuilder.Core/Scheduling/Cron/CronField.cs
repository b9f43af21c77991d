namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>One field of a cron expression: which of its numbers are meant.</summary>
/// <param name="Numbers">A bit for each number.</param>
/// <param name="IsOpen">Whether it begins with a star, and so does not choose days by itself.</param>
/// <param name="HasLast">Whether the last day of a month is meant.</param>
internal readonly record struct CronField(ulong Numbers, bool IsOpen, bool HasLast = false)
{
    /// <summary>Whether a number is meant.</summary>
    public bool Has(int number) => (Numbers >> number & 1) != 0;

    /// <summary>The numbers, in order.</summary>
    public IEnumerable<int> Each()
    {
        for (var number = 0; number < 64; number++)
        {
            if (Has(number)) yield return number;
        }
    }
}
