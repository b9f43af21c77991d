namespace FlowBuilder.Core.Accounts;

/// <summary>What is shared one by one.</summary>
public enum ResourceKind
{
    /// <summary>A flow, with its versions, endpoints, runs, schedules and webhooks.</summary>
    Flow,

    /// <summary>A knowledge base with its documents.</summary>
    Knowledge,

    /// <summary>A connection, known by its name.</summary>
    Connection,
}
