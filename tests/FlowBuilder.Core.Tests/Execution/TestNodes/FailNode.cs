using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Fails in a chosen way, a chosen number of times.</summary>
[Node("test.fail", Category = NodeCategories.Tools)]
[Text("en", "Fail")]
public sealed class FailNode : Node<FailNode.Settings, FailNode.Inputs>
{
    private static readonly ConcurrentDictionary<string, int> Tries = new();

    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (Tries.AddOrUpdate(context.IdempotencyKey, 1, (_, tries) => tries + 1) > settings.Times)
        {
            yield return Text.Value("ok");
            yield break;
        }

        if (settings.Unexpected) throw new InvalidOperationException("secret detail");
        throw new NodeException("test.failed", LocalText.Of("It failed.", "실패했습니다."), FaultKind.Provider, isTransient: true);
    }

    public sealed record Settings
    {
        [Text("en", "Times")]
        public int Times { get; init; } = 1000;

        [Text("en", "Unexpected")]
        public bool Unexpected { get; init; }
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public string? Text { get; init; }
    }
}
