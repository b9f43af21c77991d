namespace FlowBuilder.Core.Layout;

/// <summary>The part of an edge between one layer and the next.</summary>
/// <param name="Source">The vertex in the layer.</param>
/// <param name="SourceOffset">How far below the source's top it leaves.</param>
/// <param name="SourcePort">Which of the source's ends it leaves, from above.</param>
/// <param name="Target">The vertex in the next layer.</param>
/// <param name="TargetOffset">How far below the target's top it ends.</param>
/// <param name="TargetPort">Which of the target's ends it ends at, from above.</param>
/// <param name="Weight">How straight it should be: the more of its ends only pass an edge on, the more.</param>
internal readonly record struct LayerSegment(
    int Source,
    double SourceOffset,
    int SourcePort,
    int Target,
    double TargetOffset,
    int TargetPort,
    double Weight);
