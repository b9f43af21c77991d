using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Gives the last part of a conversation: so many turns, or as many as fit into so many tokens.</summary>
[Node("memory.window", Category = NodeCategories.Models, Icon = "clock", Recorded = RecordedAs.Whole, Keywords = "memory history chat buffer context 기억 대화 기록 최근")]
[Text("en", "Conversation window", "The last turns of the conversation, so that the model remembers them and the prompt stays short.")]
[Text("ko", "최근 대화", "대화의 마지막 부분만 모델에 전달해 기억하게 하면서 프롬프트를 짧게 유지합니다.")]
[Guide("en", "Put it between the history of \"Chat input\" and the model when conversations get long: the model sees the last turns only, which keeps it quick and cheap. When the beginning matters, too, take \"Conversation summary\".")]
[Guide("ko", "대화가 길어질 때 \"채팅 입력\"의 대화 기록과 모델 사이에 두세요. 모델이 마지막 부분만 보므로 빠르고 저렴합니다. 앞부분도 중요하면 \"대화 요약\"을 쓰세요.")]
[Example("""{"turns": 6}""")]
public sealed class MemoryWindowNode(IMemoryStore memory)
    : ResultNode<MemoryWindowNode.Settings, MemoryWindowNode.Inputs, MessageList>(History)
{
    /// <summary>The last messages.</summary>
    [Text("en", "history", "The last messages, oldest first.")]
    [Text("ko", "대화 기록", "마지막 메시지들이 오래된 것부터 나옵니다.")]
    public static readonly OutputPort<MessageList> History = new("history");

    /// <inheritdoc/>
    protected override async Task<MessageList> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        var all = await ConversationSoFar.OfAsync(inputs.History, memory, context, cancellationToken).ConfigureAwait(false);
        return new MessageList([.. all.Skip(settings.Limit == WindowLimit.Turns ? ConversationSoFar.StartOfLast(all, settings.Turns) : StartFor(all, settings.Tokens))]);
    }

    // Begins with what a person said: an answer without its question misleads.
    private static int StartFor(MessageList all, int tokens)
    {
        var start = all.Count;
        var left = tokens;
        for (var i = all.Count - 1; i >= 0 && (left -= MemorySize.Of(all[i])) >= 0; i--)
        {
            if (all[i].Role == MessageRole.User) start = i;
        }

        return start;
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The conversation; the stored one where none is wired.</summary>
        [Text("en", "history", "The conversation; where nothing is connected, the stored one that this run belongs to.")]
        [Text("ko", "대화 기록", "대화 전체입니다. 연결하지 않으면 이 실행이 속한 저장된 대화를 씁니다.")]
        public MessageList? History { get; init; }
    }

    /// <summary>How much is kept.</summary>
    public sealed record Settings
    {
        /// <summary>What bounds the window.</summary>
        [Field(OnCard = true)]
        [Text("en", "Measure", "Whether turns or tokens are counted.")]
        [Text("ko", "기준", "차례를 셀지 토큰을 셀지 정합니다.")]
        public WindowLimit Limit { get; init; }

        /// <summary>How often the person spoke in it.</summary>
        [Field(OnCard = true, Promotable = true, VisibleWhen = nameof(Limit), VisibleValues = "turns")]
        [Range(1, 1000)]
        [Text("en", "Turns", "How many questions, each with its answer, are kept.")]
        [Text("ko", "차례", "남길 질문과 답변의 쌍 수입니다.")]
        public int Turns { get; init; } = 10;

        /// <summary>How many tokens it may take, by an estimate.</summary>
        [Field(OnCard = true, Promotable = true, VisibleWhen = nameof(Limit), VisibleValues = "tokens")]
        [Range(50, 1_000_000)]
        [Text("en", "Tokens", "How many tokens the messages may take together; it is an estimate.")]
        [Text("ko", "토큰", "메시지 전체에 쓸 수 있는 토큰 수입니다. 어림한 값입니다.")]
        public int Tokens { get; init; } = 2_000;
    }
}
