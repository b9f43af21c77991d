using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Asks a person, and gives what they answered.</summary>
[Node("test.ask", Category = NodeCategories.Logic)]
[Text("en", "Ask")]
public sealed class AskNode() : ResultNode<AskNode.Settings, AskNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async Task<string> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        var answer = await context.AskAsync(
            new HumanQuestion
            {
                Text = "May I?",
                Until = settings.Hours is { } hours ? context.Time.GetUtcNow().AddHours(hours) : null,
            },
            cancellationToken);
        return answer is null ? "nobody" : answer.IsApproved ? $"yes {answer.Comment}" : $"no {answer.Comment}";
    }

    public sealed record Settings
    {
        [Text("en", "Hours")]
        public double? Hours { get; init; }
    }

    public sealed record Inputs
    {
        [Text("en", "after")]
        public object? After { get; init; }
    }
}
