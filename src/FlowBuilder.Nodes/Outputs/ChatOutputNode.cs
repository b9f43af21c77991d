using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Outputs;

/// <summary>Gives a text as the flow's answer in a chat, piece by piece as it comes.</summary>
[Node("output.chat", Category = NodeCategories.Outputs, Icon = "chat", Deterministic = true, Keywords = "reply message answer 답장 메시지 답변")]
[Text("en", "Chat reply", "The flow's reply in a chat.")]
[Text("ko", "채팅 답변", "채팅에서 플로우가 돌려주는 답변입니다.")]
[Guide("en", "End every chat flow with it; the flow can then be talked to in the chat panel, on a web page and by OpenAI's clients. It begins with \"Chat input\".")]
[Guide("ko", "채팅 플로우는 모두 이 노드로 끝내세요. 그러면 채팅 패널, 웹 페이지, OpenAI 클라이언트에서 대화할 수 있습니다. 시작은 \"채팅 입력\"입니다.")]
public sealed class ChatOutputNode
    : Node<ChatOutputNode.Settings, ChatOutputNode.Inputs>, IFlowOutput<ChatOutputNode.Settings>
{
    /// <summary>The reply itself.</summary>
    [Port(Hidden = true)]
    [Text("en", "reply", "The flow's reply.")]
    [Text("ko", "답변", "플로우의 답변입니다.")]
    public static readonly OutputPort<string> Result = new("value");

    /// <inheritdoc/>
    public static FlowResult ResultOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { type = "string" }));

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken) => Result.DeltasAsync(inputs.Value, cancellationToken);

    /// <summary>How the reply is called.</summary>
    public sealed record Settings
    {
        /// <summary>The reply's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this reply is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 답변 이름입니다.")]
        public string Name { get; init; } = "reply";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text of the reply.")]
        [Text("ko", "텍스트", "답변할 텍스트입니다.")]
        public required LiveText Value { get; init; }
    }
}
