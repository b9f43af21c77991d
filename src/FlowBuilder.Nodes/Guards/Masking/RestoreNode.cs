using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Guards.Masking;

/// <summary>Puts personal data back where a masker of the same run put placeholders.</summary>
/// <remarks>Never cached, and never seeded from an earlier run: it reads the run's memory.</remarks>
[Node("guard.restore", Category = NodeCategories.Guards, Icon = "shield", RunBound = true, Keywords = "unmask pii privacy personal data deanonymize placeholder 개인정보 되돌리기 복원 마스킹 해제")]
[Text("en", "Restore personal data", "Turns the placeholders of \"Mask personal data\" back into what they stand for, also in an answer that streams.")]
[Text("ko", "개인정보 되돌리기", "\"개인정보 가리기\"가 넣은 자리표시자를 원래 값으로 되돌립니다. 실시간으로 나오는 답변에서도 됩니다.")]
[Guide("en", "Put it behind the model whose prompt went through \"Mask personal data\": the person who asked reads the real names and numbers, the model never saw them. It works in the same run only.")]
[Guide("ko", "\"개인정보 가리기\"를 거친 프롬프트를 받은 모델 뒤에 두세요. 질문한 사람은 실제 값을 읽고 모델은 그 값을 보지 못합니다. 같은 실행 안에서만 되돌릴 수 있습니다.")]
public sealed class RestoreNode : Node<NoSettings, RestoreNode.Inputs>
{
    /// <summary>The text with the true values.</summary>
    [Text("en", "text", "The text with the true values in it.")]
    [Text("ko", "텍스트", "원래 값이 들어간 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>How many placeholders were restored.</summary>
    [Text("en", "report", "How many placeholders were restored, and how many this run did not make and stay as they are.")]
    [Text("ko", "보고서", "되돌린 자리표시자 수와, 이 실행에서 만든 것이 아니어서 그대로 둔 수입니다.")]
    public static readonly OutputPort<JsonElement> Report = new("report");

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new PlaceholderReader(context.Placeholders);
        await foreach (var chunk in inputs.Text.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.Append(chunk) is { Length: > 0 } sure) yield return Text.Delta(sure);
        }

        yield return Text.Delta(reader.End());
        yield return Report.Value(JsonSerializer.SerializeToElement(new { restored = reader.Restored, unknown = reader.Unknown }, CoreJson.Options));
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "A text with placeholders, such as a model's answer.")]
        [Text("ko", "텍스트", "모델의 답변처럼 자리표시자가 들어 있는 텍스트입니다.")]
        public required LiveText Text { get; init; }
    }
}
