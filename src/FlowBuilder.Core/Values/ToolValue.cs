using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Values;

/// <summary>Something that a model may call, as a value on a <c>tool</c> port.</summary>
/// <param name="Function">What is called, with its name, description and parameter schema.</param>
/// <param name="HasSideEffects">Whether a call changes something outside, so that it must not be repeated silently.</param>
public sealed record ToolValue(AIFunction Function, bool HasSideEffects);
