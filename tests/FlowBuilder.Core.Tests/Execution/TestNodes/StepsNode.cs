using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Works in steps, and ends in a chosen way while one is open.</summary>
[Node("test.steps", Category = NodeCategories.Tools)]
[Text("en", "Steps")]
public sealed class StepsNode(Gate gate) : Node<StepsNode.Settings, NoInputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, NoInputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var search = context.BeginStep("search", Tool("Search"));
        search.Delta("found ");
        search.Delta("\ud83d");
        search.Delta("\ude00");
        search.Output(NodeStep.ResultPort, "42");
        search.Report(new TokenUsage(3, 4));
        search.Complete();
        search.Fail(Fault);
        search.Delta("too late");
        var agent = context.BeginStep("search", new StepInfo(StepKind.Agent, LocalText.Verbatim("Worker")) { Arguments = JsonSerializer.SerializeToElement(new { task = "dig" }) });
        var inner = agent.BeginStep("a/b [c]", Tool("Inner"));
        inner.Report(new TokenUsage(10, 20));
        switch (settings.Ends)
        {
            case "failing":
                throw new NodeException("test.failed", LocalText.Of("It failed.", "실패했습니다."), FaultKind.Provider, isTransient: true);
            case "hanging":
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case "deaf":
                await gate.PassAsync(CancellationToken.None);
                agent.Delta("after the end");
                context.BeginStep("search", Tool("After the end"));
                break;
            case "closing the outer step first":
                inner.Delta("half");
                agent.Fail(Fault);
                inner.Complete();
                break;
        }

        yield return Text.Value("done");
    }

    private static NodeFault Fault => new("tool.failed", FaultKind.Provider, LocalText.Of("No.", "안 됩니다."));

    private static StepInfo Tool(string title) => new(StepKind.Tool, LocalText.Verbatim(title));

    public sealed record Settings
    {
        [Text("en", "Ends")]
        public string Ends { get; init; } = "";
    }
}
