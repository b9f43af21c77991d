namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>What the sender of a delivery is told.</summary>
public enum WebhookAnswer
{
    /// <summary>At once, that a run has begun.</summary>
    Accepted,

    /// <summary>What came of the run, once it has ended.</summary>
    Outputs,
}
