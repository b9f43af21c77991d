using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Tests.Agents;

/// <summary>Gives one of a test's tools.</summary>
[Node("test.tool", Category = NodeCategories.Tools)]
[Text("en", "Tool")]
public sealed class ToolBoxNode(IReadOnlyDictionary<string, ToolValue> tools) : ResultNode<ToolBoxNode.Settings, NoInputs, ToolValue>(Tool)
{
    [Text("en", "tool")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    protected override Task<ToolValue> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(tools[settings.Name]);

    public sealed record Settings
    {
        [Text("en", "Name")]
        public string Name { get; init; } = "";
    }
}
