using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>Changes, cuts, joins or counts a text.</summary>
[Node("transform.text", Category = NodeCategories.Data, Icon = "text", Keywords = "trim case upper lower replace split join slice substring count length words pad normalize 다듬기 대문자 소문자 바꾸기 나누기 잇기 자르기 글자 수 세기 공백")]
[Text("en", "Text operation", "Trims, replaces, splits, joins, cuts or counts a text, or changes its case.")]
[Text("ko", "텍스트 작업", "텍스트를 다듬거나 바꾸거나 나누거나 잇거나 자르거나 세거나, 대소문자를 바꿉니다.")]
[Guide("en", "Use it for small mechanical work on text that needs no model: take off blanks, cut to a length, split into lines for \"For each\", count words. For patterns take \"Regular expression\".")]
[Guide("ko", "공백 다듬기, 길이 자르기, \"항목마다 반복\"에 보낼 줄 나누기, 단어 세기처럼 모델이 필요 없는 간단한 작업에 쓰세요. 패턴으로 다룰 때는 \"정규식\"을 쓰세요.")]
[Example("""{"operation": "split", "separator": ","}""")]
public sealed class TextNode : Node<TextSettings, TextNode.Inputs>, IDynamicPorts<TextSettings>
{
    /// <summary>The result as text.</summary>
    [Text("en", "text", "The result as text.")]
    [Text("ko", "텍스트", "결과 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    private static readonly OutputPort<JsonElement> Json = new("json");

    private static readonly PortSpec JsonPort = new()
    {
        Id = Json.Id,
        Direction = PortDirection.Output,
        Type = PortType.Json,
        Label = LocalText.Of("json", "JSON"),
        Help = LocalText.Of("The list of items, or the counts.", "항목 목록이나 센 결과입니다."),
    };

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(TextSettings settings) => settings.Operation is TextOperation.Split or TextOperation.Count ? [JsonPort] : [];

    /// <inheritdoc/>
    protected override bool IsDeterministic(TextSettings settings) => true;

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(TextSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Operation == TextOperation.Join) return AsyncOutputs.Of(Text.Value(TextWork.Join(inputs.Text, settings)));
        var text = inputs.Text as string ?? JsonOfValue.TextOf(JsonOfValue.Read(inputs.Text));
        switch (settings.Operation)
        {
            case TextOperation.Split:
                var items = TextWork.Split(text, settings);
                return AsyncOutputs.Of(Text.Value(string.Join('\n', items)), Json.Value(JsonSerializer.SerializeToElement(items)));
            case TextOperation.Count:
                var counts = TextWork.Count(text);
                return AsyncOutputs.Of(Text.Value(JsonOfValue.TextOf(counts.GetProperty("characters"))), Json.Value(counts));
            default:
                return AsyncOutputs.Of(Text.Value(TextWork.Change(text, settings, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text; for joining, a list.")]
        [Text("ko", "텍스트", "작업할 텍스트입니다. 이을 때는 목록을 연결하세요.")]
        public required object Text { get; init; }
    }
}
