using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Testing.Runs;

/// <summary>Events as short lines, for tests that read like a log.</summary>
public static class Transcript
{
    public static IReadOnlyList<string> Lines(this IEnumerable<RunEvent> events) => [.. events.Select(Line)];

    public static IReadOnlyList<string> Of(this IEnumerable<RunEvent> events, string node) =>
        [.. events.OfType<NodeEvent>().Where(runEvent => runEvent.Node == node).Select(Line)];

    public static string Line(this RunEvent runEvent) => runEvent switch
    {
        NodeDelta delta => $"{delta.Node} delta {delta.Port} {delta.Text}",
        NodeOutputGiven output => $"{output.Node} output {output.Port} {output.Value}",
        NodeCompleted completed => $"{completed.Node} completed{(completed.Cached ? " cached" : "")}",
        NodeFailed failed => $"{failed.Node} failed {failed.Fault.Code}",
        NodeEvent node => $"{node.Node} {node.Type["node.".Length..]}",
        RunFailed failed => $"run.failed {failed.Fault.Code}",
        _ => runEvent.Type,
    };
}
