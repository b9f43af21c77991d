using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>Puts placeholders in place of personal data, so that what follows never sees it.</summary>
/// <remarks>What the placeholders stand for is kept in the run's memory only: the node is never cached, and its outputs are not
/// taken from an earlier run.</remarks>
[Node("guard.mask", Category = NodeCategories.Guards, Icon = "shield", RunBound = true, Keywords = "pii privacy personal data anonymize redact gdpr email phone card iban 개인정보 마스킹 가리기 비식별 주민등록번호 익명")]
[Text("en", "Mask personal data", "Replaces e-mail addresses, phone, card and other personal numbers before a model sees them.")]
[Text("ko", "개인정보 가리기", "이메일 주소, 전화번호, 카드 번호 같은 개인정보를 모델이 보기 전에 바꿉니다.")]
[Guide("en", "Put it before a model that runs elsewhere, so that names of accounts and numbers of people do not leave the house. With placeholders, \"Restore personal data\" behind the model brings the originals back into the answer.")]
[Guide("ko", "외부에서 실행되는 모델 앞에 두어 개인의 번호와 주소가 밖으로 나가지 않게 하세요. 자리표시자를 쓰면 모델 뒤의 \"개인정보 되돌리기\"가 답변에 원래 값을 되살립니다.")]
[Example("""{"style": "kind", "ipAddress": false}""")]
public sealed class MaskNode : Node<MaskSettings, MaskNode.Inputs>, IDynamicPorts<MaskSettings>
{
    /// <summary>The text that may go on.</summary>
    [Text("en", "text", "The text, with personal data replaced when it is masked.")]
    [Text("ko", "텍스트", "개인정보를 바꾼 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The conversation that may go on.</summary>
    [Text("en", "history", "The conversation, with personal data replaced when it is masked.")]
    [Text("ko", "대화 기록", "개인정보를 바꾼 대화 기록입니다.")]
    public static readonly OutputPort<MessageList> History = new("history");

    /// <summary>What was found.</summary>
    [Text("en", "report", "Which kinds were found and how often; never the data itself.")]
    [Text("ko", "보고서", "어떤 종류가 몇 번 나왔는지 알려 줍니다. 개인정보 자체는 들어 있지 않습니다.")]
    public static readonly OutputPort<JsonElement> Report = new("report");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(MaskSettings settings) => GuardPorts.Of(settings.Action == GuardAction.Route);

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        MaskSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (inputs.History is { } history) yield return History.Value(settings.Action == GuardAction.Mask ? Masked(history, settings, context) : history);
        var guard = new PersonalDataGuard(settings.Kinds, settings.Style, context.Placeholders);
        var live = new LiveGuard(guard, settings.Action, new GuardReport(), Blocked);
        await foreach (var output in live.RunAsync(inputs.Text, context, cancellationToken).ConfigureAwait(false)) yield return output;
    }

    private static MessageList Masked(MessageList history, MaskSettings settings, NodeContext context) =>
        new([.. history.Select(message => message with { Text = PersonalDataGuard.Mask(message.Text, settings.Kinds, settings.Style, context.Placeholders) })]);

    private static NodeException Blocked(LocalText reasons) => new(
        "guard.personal-data",
        LocalText.Of(
            $"The text holds personal data: {reasons.English}. Take it out and try again.",
            $"텍스트에 개인정보가 있습니다: {reasons.For(Languages.Korean)}. 빼고 다시 시도하세요."),
        FaultKind.Input);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text to look through; text that is still being written streams through.")]
        [Text("ko", "텍스트", "살펴볼 텍스트입니다. 아직 만들어지는 텍스트도 실시간으로 통과합니다.")]
        public required LiveText Text { get; init; }

        /// <summary>What was said before.</summary>
        [Text("en", "history", "The conversation so far, masked with the same placeholders.")]
        [Text("ko", "대화 기록", "지금까지의 대화입니다. 같은 자리표시자로 가립니다.")]
        public MessageList? History { get; init; }
    }
}
