using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>What is wrong with one setting.</summary>
/// <param name="Code">Stable code in dotted kebab-case.</param>
/// <param name="Setting">The setting's name.</param>
/// <param name="Text">What is wrong and what to do.</param>
/// <param name="IsMissing">Whether it is only not filled in yet, as in a node just dropped.</param>
public sealed record SettingProblem(string Code, string Setting, LocalText Text, bool IsMissing = false);
