using System.Collections.Immutable;

namespace FlowBuilder.Core.Values;

/// <summary>Several things that a model may call, as one value on a <c>tool</c> port; an input that takes tools gets each of them.</summary>
/// <param name="Tools">The tools; their names differ.</param>
public sealed record ToolSet(ImmutableArray<ToolValue> Tools);
