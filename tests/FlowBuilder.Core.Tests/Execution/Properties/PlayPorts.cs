using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>The ports that all nodes of random flows have.</summary>
internal static class PlayPorts
{
    public static readonly OutputPort<string> Left = new("left");

    public static readonly OutputPort<string> Right = new("right");
}
