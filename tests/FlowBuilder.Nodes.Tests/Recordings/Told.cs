using System.Globalization;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tests.Recordings;

/// <summary>What a run told, without what every run has of its own: numbers, times, ids.</summary>
internal static class Told
{
    /// <summary>For each path, what was told there in its order: texts, values, how it ended and what it used.</summary>
    /// <remarks>Where a node hands on another's text, its pieces are as long as it was slow: see <see cref="Pieces"/> for those of their maker.</remarks>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ByPath(this IEnumerable<RunEvent> events) => events.OfType<NodeEvent>()
        .GroupBy(told => told.Node)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.Where(told => told is not NodeDelta).Select(Line)]);

    /// <summary>The texts of one port, piece by piece.</summary>
    public static IReadOnlyList<string> Pieces(this IEnumerable<RunEvent> events, string node, string port = "text") =>
        [.. events.OfType<NodeDelta>().Where(delta => delta.Node == node && delta.Port == port).Select(delta => delta.Text)];

    /// <summary>What the whole run used.</summary>
    public static TokenUsage? Usage(this IEnumerable<RunEvent> events) => RunSnapshot.Of(events).Usage;

    private static string Line(NodeEvent told) => told switch
    {
        NodeOutputGiven given => $"gave {given.Port} {given.Value}",
        NodeCompleted completed => $"completed {Of(completed.Usage)}",
        NodeFailed failed => $"failed {failed.Fault.Code} {failed.Fault.Text.English} {Of(failed.Usage)}",
        _ => told.Type,
    };

    private static string Of(TokenUsage? usage) => usage is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{usage.InputTokens}/{usage.OutputTokens}/{usage.Cost}");
}
