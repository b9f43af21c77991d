using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>What came of a model's call of a tool.</summary>
/// <param name="Text">What the model is told: the result, or what is wrong.</param>
/// <param name="Code">The code of the fault, or null where the call went well.</param>
/// <param name="Usage">What models inside the tool used, or null.</param>
internal sealed record ToolAnswer(string Text, string? Code = null, TokenUsage? Usage = null);
