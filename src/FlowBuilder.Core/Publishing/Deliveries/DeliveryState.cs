namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>How far a delivery is.</summary>
public enum DeliveryState
{
    /// <summary>It waits for its first or its next attempt.</summary>
    Waiting,

    /// <summary>The target has taken it.</summary>
    Delivered,

    /// <summary>It was not taken, and is not tried again by itself.</summary>
    GivenUp,

    /// <summary>The target was switched off while it waited.</summary>
    Dropped,
}
