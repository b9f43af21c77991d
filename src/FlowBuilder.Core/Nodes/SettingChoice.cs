using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>One of the values that a setting may take.</summary>
/// <param name="Value">The value as it stands in the file.</param>
/// <param name="Label">Its name for people.</param>
public sealed record SettingChoice(string Value, LocalText Label);
