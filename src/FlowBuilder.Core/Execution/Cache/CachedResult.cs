using System.Collections.Immutable;

namespace FlowBuilder.Core.Execution.Cache;

/// <summary>What a node gave: whole values by port id.</summary>
/// <param name="Outputs">Port id → value, in the order of the ports.</param>
internal sealed record CachedResult(ImmutableArray<KeyValuePair<string, object>> Outputs);
