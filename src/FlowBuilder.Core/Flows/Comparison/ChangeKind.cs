namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>What happened to a part of a flow between two versions of it.</summary>
public enum ChangeKind
{
    /// <summary>It is in the newer one only.</summary>
    Added,

    /// <summary>It is in the older one only.</summary>
    Removed,

    /// <summary>It is in both and differs.</summary>
    Changed,
}
