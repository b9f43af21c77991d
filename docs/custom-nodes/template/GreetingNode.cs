using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace Company.Nodes;

/// <summary>Greets someone, word by word. Palette entry, form, schema and documentation come from this class.</summary>
[Node("company-prefix.greeting", Category = "company-prefix", Icon = "chat", Deterministic = true, Keywords = "hello 인사")]
[Text("en", "Greeting", "Greets someone by name.")]
[Text("ko", "인사", "이름을 불러 인사합니다.")]
public sealed class GreetingNode : Node<GreetingNode.Settings, GreetingNode.Inputs>
{
    /// <summary>The greeting.</summary>
    [Text("en", "text", "The greeting, word by word.")]
    [Text("ko", "텍스트", "한 단어씩 나오는 인사말입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(inputs.Name))
        {
            throw new NodeException("company-prefix.no-name", LocalText.Of(
                "There is nobody to greet. Wire a name to \"name\".",
                "인사할 사람이 없습니다. \"이름\"에 이름을 연결하세요."), FaultKind.Input);
        }

        foreach (var word in new[] { settings.Greeting + ",", " " + inputs.Name.Trim(), "!" })
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return Text.Delta(word);
        }
    }

    /// <summary>What can be set.</summary>
    public sealed record Settings
    {
        /// <summary>The word of greeting.</summary>
        [Field(OnCard = true)]
        [Text("en", "Greeting", "The word of greeting.")]
        [Text("ko", "인사말", "인사하는 말입니다.")]
        public string Greeting { get; init; } = "Hello";
    }

    /// <summary>What comes in by wire.</summary>
    public sealed record Inputs
    {
        /// <summary>Whom to greet.</summary>
        [Text("en", "name", "Whom to greet.")]
        [Text("ko", "이름", "인사할 사람의 이름입니다.")]
        public required string Name { get; init; }
    }
}
