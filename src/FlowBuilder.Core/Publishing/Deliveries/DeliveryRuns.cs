namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>Which runs of an endpoint a target is told of.</summary>
public enum DeliveryRuns
{
    /// <summary>Every run.</summary>
    All,

    /// <summary>Runs whose results nobody waited for: of schedules, of webhooks that answer at once, of asynchronous calls.</summary>
    Unattended,
}
