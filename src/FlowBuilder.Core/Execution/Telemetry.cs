using System.Diagnostics;

namespace FlowBuilder.Core.Execution;

/// <summary>The names under which runs appear in traces (OpenTelemetry); prompts and outputs are never among them.</summary>
public static class Telemetry
{
    /// <summary>The name of the source of all spans of runs and nodes.</summary>
    public const string SourceName = "FlowBuilder";

    internal const string RunSpan = "flow.run";
    internal const string NodeSpan = "flow.node";
    internal const string StepSpan = "flow.step";
    internal const string RunIdTag = "flowbuilder.run.id";
    internal const string FlowIdTag = "flowbuilder.flow.id";
    internal const string NodeIdTag = "flowbuilder.node.id";
    internal const string NodeTypeTag = "flowbuilder.node.type";
    internal const string StepPathTag = "flowbuilder.step.path";
    internal const string StepKindTag = "flowbuilder.step.kind";
    internal const string OperationTag = "gen_ai.operation.name";
    internal const string ToolNameTag = "gen_ai.tool.name";
    internal const string CachedTag = "flowbuilder.node.cached";
    internal const string FaultTag = "error.type";
    internal const string InputTokensTag = "gen_ai.usage.input_tokens";
    internal const string OutputTokensTag = "gen_ai.usage.output_tokens";

    internal static readonly ActivitySource Source = new(SourceName);
}
