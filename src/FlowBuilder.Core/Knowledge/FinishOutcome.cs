namespace FlowBuilder.Core.Knowledge;

/// <summary>What came of finishing a document.</summary>
public enum FinishOutcome
{
    /// <summary>It is ready.</summary>
    Ready,

    /// <summary>The ticket is void; nothing was stored.</summary>
    Void,

    /// <summary>Some chunks have no vector any more; nothing was stored.</summary>
    VectorsMissing,
}
