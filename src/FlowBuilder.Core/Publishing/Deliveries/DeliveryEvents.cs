namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>Which ends of runs a target is told.</summary>
[Flags]
public enum DeliveryEvents
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Runs that gave their results.</summary>
    Completed = 1,

    /// <summary>Runs that failed or were stopped.</summary>
    Failed = 2,
}
