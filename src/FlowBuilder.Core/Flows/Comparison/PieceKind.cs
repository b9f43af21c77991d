namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Where a piece of a text stands: in both versions or in one of them.</summary>
public enum PieceKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the older one only.</summary>
    Removed,

    /// <summary>In the newer one only.</summary>
    Added,
}
