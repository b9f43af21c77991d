using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Components.Running;

/// <summary>How a step is shown: its sign, and what it was given in a few words.</summary>
internal static class StepShape
{
    private const int Most = 80;

    /// <summary>The icon's name.</summary>
    public static string IconOf(StepKind kind) => kind switch
    {
        StepKind.Model => "model",
        StepKind.Agent => "agent",
        StepKind.Notice => "alert",
        _ => "tool",
    };

    /// <summary>The sign of how it went.</summary>
    public static string MarkOf(NodeStatus status) => status switch
    {
        NodeStatus.Completed => "check",
        NodeStatus.Failed => "error",
        NodeStatus.Cancelled => "stop",
        _ => "clock",
    };

    /// <summary>What it was given, in one line: the values alone, since the names are mostly the tool's own; empty for nothing.</summary>
    public static string GivenTo(StepInfo step)
    {
        if (step.Arguments is not { ValueKind: JsonValueKind.Object } arguments) return "";
        var text = string.Join(" · ", arguments.EnumerateObject().Select(argument =>
            argument.Value.ValueKind == JsonValueKind.String ? argument.Value.GetString()! : argument.Value.GetRawText()));
        var line = string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= Most) return line;
        return line[..(char.IsHighSurrogate(line[Most - 1]) ? Most - 1 : Most)] + "…";
    }

    /// <summary>How many steps it is inside of.</summary>
    public static int DepthOf(string path, string node) => path[(node.Length + 1)..].Count(letter => letter == '/');
}
