using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Knowledge;

/// <summary>Why a document is not to be found.</summary>
/// <param name="Code">Stable code in dotted kebab-case.</param>
/// <param name="Text">What happened and what to do.</param>
public sealed record KnowledgeFault(string Code, LocalText Text);
