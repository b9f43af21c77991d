using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Fails, and has ports for which a fallback can be wrong, and an own port called <c>error</c>.</summary>
[Node("test.exact", Category = NodeCategories.Tools)]
[Text("en", "Exact")]
public sealed class ExactNode : Node<NoSettings, NoInputs>
{
    [Text("en", "file")]
    public static readonly OutputPort<FileValue> File = new("file");

    [Text("en", "messages")]
    public static readonly OutputPort<MessageList> Messages = new("messages");

    [Text("en", "error")]
    public static readonly OutputPort<string> Error = new("error");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, NoInputs inputs, NodeContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        if (context.Session is not null) yield return Error.Value("mine");
        throw new NodeException("test.failed", LocalText.Of("It failed.", "실패했습니다."));
    }
}
