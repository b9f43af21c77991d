using System.Collections.Immutable;

namespace FlowBuilder.Core.Nodes;

/// <summary>A settings record filled from a file, and what was wrong with the file.</summary>
/// <param name="Settings">The record; wrong settings have their defaults.</param>
/// <param name="Problems">What was wrong.</param>
internal readonly record struct BoundSettings(object Settings, ImmutableArray<SettingProblem> Problems);
