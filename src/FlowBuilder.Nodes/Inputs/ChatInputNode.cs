using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a chat message and the conversation before it into the flow.</summary>
[Node("input.chat", Category = NodeCategories.Inputs, Icon = "chat", Deterministic = true, Keywords = "message conversation history 메시지 대화 기록")]
[Text("en", "Chat input", "The message of whoever chats with the flow, and the conversation before it.")]
[Text("ko", "채팅 입력", "플로우와 대화하는 사람의 메시지와 그 전까지의 대화입니다.")]
[Guide("en", "Begin every flow with it that people should talk to, and end it with \"Chat reply\". Wire \"history\" into the model so that it knows what was said before.")]
[Guide("ko", "대화하는 플로우는 이 노드로 시작하고 \"채팅 답변\"으로 끝내세요. \"대화 기록\"을 모델에 연결하면 앞서 나눈 말을 알고 답합니다.")]
public sealed class ChatInputNode : Node<ChatInputNode.Settings, NoInputs>, IFlowInput<ChatInputNode.Settings>
{
    /// <summary>The latest message.</summary>
    [Text("en", "text", "The latest message.")]
    [Text("ko", "텍스트", "가장 최근 메시지입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>What was said before it.</summary>
    [Text("en", "history", "The conversation before the latest message.")]
    [Text("ko", "대화 기록", "최근 메시지 이전의 대화입니다.")]
    public static readonly OutputPort<MessageList> History = new("history");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) => new(settings.Name, GivenChat.Schema)
    {
        IsRequired = true,
        Description = settings.Description,
        Example = settings.Example.Length == 0 ? null : JsonSerializer.SerializeToElement(settings.Example),
        Check = value => GivenChat.Check(settings.Name, value),
    };

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Input is not { } given) return AsyncOutputs.Of();
        var (text, history) = GivenChat.Read(settings.Name, given);
        return AsyncOutputs.Of(Text.Value(text), History.Value(history));
    }

    /// <summary>What whoever chats with the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "message";

        /// <summary>A message to try the flow with.</summary>
        [Field(Kind = FieldKind.Multiline, Cosmetic = true)]
        [Text("en", "Example", "A message to try the flow with.")]
        [Text("ko", "예시", "플로우를 시험할 때 쓰는 메시지입니다.")]
        public string Example { get; init; } = "";

        /// <summary>What the chat is for.</summary>
        [Field(Advanced = true, Cosmetic = true)]
        [Text("en", "Description", "What the chat is for; shown to those who use the flow.")]
        [Text("ko", "설명", "이 채팅이 무엇인지 플로우를 쓰는 사람에게 보여 줍니다.")]
        public string Description { get; init; } = "";
    }
}
