using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Remembers facts about a person for later conversations.</summary>
[Node("memory.save", Category = NodeCategories.Models, Icon = "pin", SideEffects = true, Network = true, Recorded = RecordedAs.Whole, Keywords = "memory remember store long-term user profile 기억 저장 장기 사용자")]
[Text("en", "Remember", "Remembers facts from what was said, for the same person's later conversations.")]
[Text("ko", "기억하기", "대화에서 나온 사실을 기억해 같은 사람과의 다음 대화에서 쓰게 합니다.")]
[Guide("en", "Use it at the end of a chat flow that should know people next time: their name, their wishes, what they work on. \"Recall\" brings the facts back. Tell people that they are remembered; the page \"Memory\" shows and erases everything.")]
[Guide("ko", "이름, 바라는 점, 하는 일처럼 다음에도 알아야 할 것이 있는 채팅 플로우의 끝에 두세요. \"기억 떠올리기\"가 다시 꺼냅니다. 기억한다는 사실을 사용자에게 알리세요. \"기억\" 페이지에서 모두 보고 지울 수 있습니다.")]
[Example("""{"from": "lines"}""")]
public sealed class MemorySaveNode(IMemoryStore memory, IChatModels models) : Node<MemorySaveNode.Settings, MemorySaveNode.Inputs>
{
    /// <summary>What was remembered.</summary>
    [Text("en", "facts", "What was remembered now, as a list; empty where nothing was worth it.")]
    [Text("ko", "사실", "이번에 기억한 내용의 목록입니다. 기억할 것이 없으면 비어 있습니다.")]
    public static readonly OutputPort<JsonElement> Facts = new("facts");

    /// <summary>The text, handed on.</summary>
    [Text("en", "text", "The text as it came, so that the flow can go on with it.")]
    [Text("ko", "텍스트", "들어온 텍스트를 그대로 내보내 플로우를 이어 갈 수 있습니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var owner = MemoryOwners.Of(settings.User, context);
        var (facts, replaced) = settings.From == FactSource.Lines
            ? (FactPicking.Lines(inputs.Text), [])
            : await PickAsync(owner, inputs.Text, settings, context, cancellationToken).ConfigureAwait(false);
        var saved = facts.Count + replaced.Count == 0 ? [] : await memory.SaveFactsAsync(owner, facts, [.. replaced], cancellationToken).ConfigureAwait(false);
        yield return Facts.Value(JsonSerializer.SerializeToElement(saved.Select(fact => fact.Text), CoreJson.Options));
        yield return Text.Value(inputs.Text);
    }

    private async Task<(IReadOnlyList<string> Facts, IReadOnlyList<string> Replaced)> PickAsync(
        MemoryOwner owner, string text, Settings settings, NodeContext context, CancellationToken cancellationToken)
    {
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        if (model.Client.GetService<ChatClientMetadata>()?.ProviderName == ConnectionKind.Offline.Value) return (FactPicking.Own(text), []);
        var known = (await memory.ListFactsAsync(owner, cancellationToken).ConfigureAwait(false)).Take(settings.Known).ToList();
        var response = await model.Client.GetResponseAsync(FactPicking.Ask(text, known), FactPicking.Options, cancellationToken).ConfigureAwait(false);
        if (response.Usage is { } usage) context.Report(ChatAnswer.UsageOf(usage, model.Price));
        ChatAnswer.CheckComplete(response.Text.Length, response.FinishReason);
        try
        {
            return FactPicking.Read(response.Text, known);
        }
        catch (JsonException failure)
        {
            throw new NodeException(
                "memory.not-facts",
                LocalText.Of(
                    "The model did not answer with a list of facts. Run the flow again, or use another model.",
                    "모델이 사실 목록으로 답하지 않았습니다. 다시 실행하거나 다른 모델을 사용하세요."),
                FaultKind.Provider,
                isTransient: true,
                failure);
        }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What was said.</summary>
        [Text("en", "text", "What was said: a message, or a whole conversation as text.")]
        [Text("ko", "텍스트", "메시지나 대화 전체처럼 기억할 내용이 담긴 텍스트입니다.")]
        public required string Text { get; init; }
    }

    /// <summary>Whose memory, and how facts are found.</summary>
    public sealed record Settings
    {
        /// <summary>Where the facts come from.</summary>
        [Field(OnCard = true)]
        [Text("en", "Facts", "How facts are found in the text.")]
        [Text("ko", "사실 찾기", "텍스트에서 사실을 찾는 방법입니다.")]
        public FactSource From { get; init; }

        /// <summary>The connection of the model.</summary>
        [Field(Kind = FieldKind.Connection, Required = true, VisibleWhen = nameof(From), VisibleValues = "model")]
        [Text("en", "Connection", "Where the model runs; \"offline\" keeps sentences in which somebody speaks of themselves.")]
        [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"은 자기 이야기를 하는 문장만 기억합니다.")]
        public string Connection { get; init; } = "offline";

        /// <summary>The model's name; empty for the connection's default.</summary>
        [Field(Kind = FieldKind.Model, VisibleWhen = nameof(From), VisibleValues = "model")]
        [MaxLength(200)]
        [Text("en", "Model", "The model; empty for the connection's default.")]
        [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
        public string Model { get; init; } = "";

        /// <summary>Whose memory; empty for the caller's user, else the conversation.</summary>
        [Field(Promotable = true)]
        [MaxLength(200)]
        [Text("en", "User", "Whose memory; empty for the user that the call names, and for the conversation where it names none.")]
        [Text("ko", "사용자", "누구의 기억인지 정합니다. 비우면 호출에 적힌 사용자, 그것도 없으면 대화별로 기억합니다.")]
        public string User { get; init; } = "";

        /// <summary>How many known facts the model is shown.</summary>
        [Field(Advanced = true)]
        [Range(0, 200)]
        [Text("en", "Known facts shown", "How many known facts the model sees, so that it repeats none and finds contradictions.")]
        [Text("ko", "보여 줄 기존 사실", "중복과 모순을 찾도록 모델에 보여 줄 기존 사실의 수입니다.")]
        public int Known { get; init; } = 50;
    }
}
