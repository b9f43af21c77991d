using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>Why there cannot be an edge between two ports.</summary>
/// <param name="Code">The diagnostic's code.</param>
/// <param name="IsAtEnd">Whether the end that it goes to is at fault, rather than the one that it comes from.</param>
/// <param name="Text">The reason and what to do.</param>
internal readonly record struct EdgeProblem(string Code, bool IsAtEnd, LocalText Text);
