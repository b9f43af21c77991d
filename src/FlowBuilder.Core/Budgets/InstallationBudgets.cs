namespace FlowBuilder.Core.Budgets;

/// <summary>What an operator lets an installation use.</summary>
public sealed record InstallationBudgets
{
    /// <summary>What one run may use, whatever its flow says; or null.</summary>
    public Budget? Run { get; init; }

    /// <summary>What all runs of a day may use together; or null. Its time is that of their work, each run counted.</summary>
    public Budget? Day { get; init; }

    /// <summary>In which time zone days begin; null for the machine's.</summary>
    public TimeZoneInfo? Zone { get; init; }
}
