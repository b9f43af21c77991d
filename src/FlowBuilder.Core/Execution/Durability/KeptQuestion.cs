using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>A question that a node asked before the program ended, and whose answer the node has not yet worked on.</summary>
/// <param name="Open">The question.</param>
/// <param name="Answer">The answer; null where nobody answered.</param>
/// <param name="IsClosed">Whether it was answered, or its time ran out.</param>
internal sealed record KeptQuestion(OpenQuestion Open, HumanAnswer? Answer = null, bool IsClosed = false);
