namespace FlowBuilder.Core.Nodes;

/// <summary>What a number among the settings bounds of what a node uses, for estimates before a run.</summary>
public enum UsageBound
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>How often a model is asked at most, where tools are wired to the node; without tools it is asked once.</summary>
    CallsWithTools,

    /// <summary>How long an answer is at most, in tokens.</summary>
    AnswerTokens,

    /// <summary>What the node uses at most, sent and received, in tokens.</summary>
    TotalTokens,

    /// <summary>How many passages the node gives at most.</summary>
    Passages,

    /// <summary>How often the flow that the node runs is repeated at most.</summary>
    Rounds,

    /// <summary>For how many items the flow that the node runs is run at most.</summary>
    Items,
}
