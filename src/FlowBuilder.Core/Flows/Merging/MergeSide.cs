namespace FlowBuilder.Core.Flows.Merging;

/// <summary>One of the two versions that a merge brings together.</summary>
public enum MergeSide
{
    /// <summary>The version that is merged into.</summary>
    Ours,

    /// <summary>The version that is merged in.</summary>
    Theirs,
}
