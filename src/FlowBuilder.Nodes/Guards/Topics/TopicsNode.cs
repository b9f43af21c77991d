using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Guards.Topics;

/// <summary>Keeps banned words and topics out.</summary>
/// <param name="models">The way to models.</param>
[Node("guard.topics", Category = NodeCategories.Guards, Icon = "shield", Network = true, Keywords = "banned words topics moderation profanity blocklist filter 금칙어 금지어 욕설 주제 필터 검열")]
[Text("en", "Banned topics", "Finds words and topics that are not wanted, by a list or by a model.")]
[Text("ko", "금지 주제", "원하지 않는 단어와 주제를 목록이나 모델로 찾습니다.")]
[Guide("en", "Use it before the model to refuse what your flow is not for, and behind it to keep out words that must not be said. A list catches words, a model catches meaning.")]
[Guide("ko", "플로우의 목적에 맞지 않는 질문을 막으려면 모델 앞에, 하면 안 되는 말을 걸러 내려면 모델 뒤에 두세요. 목록은 단어를, 모델은 의미를 찾습니다.")]
[Example("""{"words": ["competitor", "legal advice"], "action": "route"}""")]
public sealed class TopicsNode(IChatModels models) : Node<TopicSettings, TopicsNode.Inputs>, IDynamicPorts<TopicSettings>, ICheckedSettings<TopicSettings>
{
    private const string Removed = "[…]";

    /// <summary>The text that may go on.</summary>
    [Text("en", "text", "The text that may go on.")]
    [Text("ko", "텍스트", "통과한 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>What was found.</summary>
    [Text("en", "report", "Which words were found and how often, or what the model said.")]
    [Text("ko", "보고서", "어떤 단어가 몇 번 나왔는지, 또는 모델이 무엇이라고 했는지 알려 줍니다.")]
    public static readonly OutputPort<JsonElement> Report = new("report");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(TopicSettings settings) => GuardPorts.Of(settings.Action == GuardAction.Route);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(TopicSettings settings) => ModelJudge.ProblemsOf(settings.Method, settings.Connection);

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        TopicSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var report = new GuardReport(settings.Threshold);
        ITextGuard guard = new TopicGuard(new TopicWords(settings.Words, settings.Match));
        if (settings.Method != CheckMethod.Rules)
        {
            var whole = await inputs.Text.WholeAsync(cancellationToken).ConfigureAwait(false);
            var topics = string.Join(", ", settings.Words.Select(word => $"\"{word.Replace('"', ' ')}\""));
            var finding = await ModelJudge.AskAsync(
                models, (settings.Connection, settings.Model), $"is about one of these topics: {topics}", whole, context, cancellationToken).ConfigureAwait(false);
            if (settings.Method == CheckMethod.Model || finding?.Weight >= settings.Threshold) guard = new JudgedText(finding, Removed);
        }

        await foreach (var output in new LiveGuard(guard, settings.Action, report, Blocked).RunAsync(inputs.Text, context, cancellationToken).ConfigureAwait(false))
            yield return output;
    }

    private static NodeException Blocked(LocalText reasons) => new(
        "guard.topic",
        LocalText.Of(
            $"The text touches a topic that is not allowed here: {reasons.English}. Ask about something else.",
            $"여기서 다룰 수 없는 주제가 있습니다: {reasons.For(Languages.Korean)}. 다른 내용으로 물어보세요."),
        FaultKind.Input);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text to check; text that is still being written streams through sentence by sentence.")]
        [Text("ko", "텍스트", "확인할 텍스트입니다. 아직 만들어지는 텍스트는 문장 단위로 통과합니다.")]
        public required LiveText Text { get; init; }
    }
}
