using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>What came of reaching a tool server once, for whoever sets it up.</summary>
/// <param name="Tools">What it offers; empty where it was not reached.</param>
/// <param name="Code">Why it was not reached: a stable code; null where it was.</param>
/// <param name="Problem">Why it was not reached, in words; null where it was.</param>
/// <param name="Log">The last of what a started program wrote as its log, without the values of secrets; empty for none.</param>
public sealed record ToolServerTest(IReadOnlyList<OfferedTool> Tools, string? Code, LocalText? Problem, string Log);
