namespace FlowBuilder.Nodes.Agents;

/// <summary>What stopped an agent before it was done.</summary>
internal enum AgentLimit
{
    /// <summary>The model was asked as often as is allowed.</summary>
    Steps,

    /// <summary>The tokens are used up.</summary>
    Tokens,

    /// <summary>The money is used up.</summary>
    Cost,

    /// <summary>The time is over.</summary>
    Time,

    /// <summary>The model asked for the very same call again and again.</summary>
    Repeating,
}
