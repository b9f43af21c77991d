namespace FlowBuilder.Core.Values;

/// <summary>An embedding: a point whose neighbours mean something alike.</summary>
/// <param name="Components">Its components; all vectors of one model have the same number.</param>
public sealed record Vector(ReadOnlyMemory<float> Components);
