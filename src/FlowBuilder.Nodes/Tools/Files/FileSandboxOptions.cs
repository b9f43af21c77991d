namespace FlowBuilder.Nodes.Tools.Files;

/// <summary>Where flows may keep files.</summary>
/// <param name="Root">The folder that holds one folder for each flow; null where there is none, as without an installation.</param>
public sealed record FileSandboxOptions(string? Root);
