using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Gives its words one by one, each when the test lets it.</summary>
[Node("test.words", Category = NodeCategories.Models)]
[Text("en", "Words")]
public sealed class WordsNode(Gate? gate = null) : Node<WordsNode.Settings, NoInputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, NoInputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var word in settings.Words.Split(' '))
        {
            if (gate is not null) await gate.PassAsync(cancellationToken);
            if (word == "FAIL") throw new NodeException("test.broken", LocalText.Verbatim("broken"), FaultKind.Provider);
            yield return Text.Delta(word + " ");
        }
    }

    public sealed record Settings
    {
        [Text("en", "Words")]
        public string Words { get; init; } = "one two three";
    }
}
