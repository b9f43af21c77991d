using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Recalls what is remembered of a person and bears on a question.</summary>
[Node("memory.recall", Category = NodeCategories.Models, Icon = "search", Recorded = RecordedAs.Whole, Keywords = "memory remember long-term user profile 기억 떠올리기 장기 사용자")]
[Text("en", "Recall", "Finds what is remembered of this person and fits the question.")]
[Text("ko", "기억 떠올리기", "이 사람에 대해 기억한 내용 가운데 질문과 관련된 것을 찾습니다.")]
[Guide("en", "Use it before the prompt of a chat flow: wire the question into it, and what it finds into a variable of the prompt. It finds only what \"Remember\" has kept of the same person.")]
[Guide("ko", "채팅 플로우에서 프롬프트 앞에 두세요. 질문을 연결하고, 찾은 내용을 프롬프트의 변수에 연결합니다. \"기억하기\"가 같은 사람에 대해 남긴 것만 찾습니다.")]
[Example("""{"most": 5}""")]
public sealed class MemoryRecallNode(IMemoryStore memory) : Node<MemoryRecallNode.Settings, MemoryRecallNode.Inputs>
{
    /// <summary>The facts for a prompt.</summary>
    [Text("en", "text", "The facts as a list for a prompt; empty where nothing fits.")]
    [Text("ko", "텍스트", "프롬프트에 넣을 사실 목록입니다. 맞는 것이 없으면 비어 있습니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The facts as data.</summary>
    [Text("en", "facts", "The facts as a JSON list, each with its text and when it was last said.")]
    [Text("ko", "사실", "사실과 마지막으로 말한 시각을 담은 JSON 목록입니다.")]
    public static readonly OutputPort<JsonElement> Facts = new("facts");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = await memory.ListFactsAsync(MemoryOwners.Of(settings.User, context), cancellationToken).ConfigureAwait(false);
        var found = FactSearch.Find(known, inputs.Question, settings.Most).ToList();
        if (settings.FillsUp) found.AddRange(known.Except(found).Take(settings.Most - found.Count));
        yield return Text.Value(string.Join('\n', found.Select(fact => $"- {fact.Text}")));
        yield return Facts.Value(JsonSerializer.SerializeToElement(found.Select(fact => new { text = fact.Text, updatedAt = fact.UpdatedAt }), CoreJson.Options));
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What is asked now.</summary>
        [Text("en", "question", "What is asked now.")]
        [Text("ko", "질문", "지금 묻는 내용입니다.")]
        public required string Question { get; init; }
    }

    /// <summary>Whose memory, and how much of it.</summary>
    public sealed record Settings
    {
        /// <summary>The most facts to give.</summary>
        [Field(OnCard = true, Promotable = true)]
        [Range(1, 100)]
        [Text("en", "Most facts", "The most facts to give.")]
        [Text("ko", "최대 개수", "결과로 내보낼 최대 사실 수입니다.")]
        public int Most { get; init; } = 8;

        /// <summary>Whether the newest facts fill up what the search leaves free.</summary>
        [Text("en", "Fill up with the newest", "Adds the newest facts where fewer fit the question.")]
        [Text("ko", "최근 기억으로 채우기", "질문에 맞는 것이 적으면 가장 최근의 사실을 더합니다.")]
        public bool FillsUp { get; init; } = true;

        /// <summary>Whose memory; empty for the caller's user, else the conversation.</summary>
        [Field(Promotable = true)]
        [MaxLength(200)]
        [Text("en", "User", "Whose memory; empty for the user that the call names, and for the conversation where it names none.")]
        [Text("ko", "사용자", "누구의 기억인지 정합니다. 비우면 호출에 적힌 사용자, 그것도 없으면 대화별로 기억합니다.")]
        public string User { get; init; } = "";
    }
}
