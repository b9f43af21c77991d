using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Brings branches together again.</summary>
[Node("logic.merge", Category = NodeCategories.Logic, Icon = "merge", Deterministic = true, Keywords = "join combine branches collect 합치기 병합 분기")]
[Text("en", "Merge", "Brings branches together: the first value that arrives, all of them, or one that waits for all.")]
[Text("ko", "합치기", "갈라진 흐름을 하나로 모읍니다. 먼저 온 값을 쓰거나, 모두 합치거나, 모두 기다립니다.")]
[Guide("en", "Put it where branches meet again: \"first\" after a condition, when only one branch has run; \"all\" to collect several answers into one text or list.")]
[Guide("ko", "갈라진 길이 다시 만나는 곳에 두세요. 조건 뒤처럼 한 갈래만 실행될 때는 먼저 온 값을, 여러 답변을 한데 모을 때는 모두 합치기를 고르세요.")]
public sealed class MergeNode : Node<MergeNode.Settings, MergeNode.Inputs>
{
    /// <summary>The value, or all of them together.</summary>
    [Text("en", "value", "The first value, or all of them together.")]
    [Text("ko", "값", "먼저 온 값 또는 모두 합친 값입니다.")]
    public static readonly OutputPort<object> Value = new("value");

    /// <inheritdoc/>
    protected override bool StartsAtFirst(Settings settings) => settings.Mode == MergeMode.First;

    // Which value comes first is not the same every time.
    /// <inheritdoc/>
    protected override bool IsDeterministic(Settings settings) => settings.Mode != MergeMode.First;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var values = inputs.Values;
        if (settings.Mode == MergeMode.Wait)
        {
            yield return Value.Value((await WholeAsync(values, cancellationToken).ConfigureAwait(false))[0]);
            yield break;
        }

        if (settings.Mode == MergeMode.First)
        {
            yield return Value.Value(await FirstAsync(values, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        if (values.Any(value => value is not (string or LiveText)))
        {
            yield return Value.Value(Together(await WholeAsync(values, cancellationToken).ConfigureAwait(false)));
            yield break;
        }

        var isEmpty = true;
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0 && settings.Separator.Length > 0) yield return Value.Delta(settings.Separator);
            isEmpty &= i == 0 || settings.Separator.Length == 0;
            var text = values[i] as LiveText ?? LiveText.Of((string)values[i]);
            await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                isEmpty &= chunk.Length == 0;
                yield return Value.Delta(chunk);
            }
        }

        if (isEmpty) yield return Value.Value("");
    }

    // A whole value is there already. Of texts that are still being written, the one that begins first wins.
    private static async Task<object> FirstAsync(IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        if (values.Count == 1 || values[0] is not LiveText) return values[0];
        if (values.FirstOrDefault(value => value is not LiveText { Length: 0 }) is { } begun) return begun;
        using var settled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begins = values.Cast<LiveText>().Select(text => BeginAsync(text, settled.Token)).ToList();
        var first = await Task.WhenAny(begins).ConfigureAwait(false);
        await settled.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(begins)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await first.ConfigureAwait(false);
    }

    private static async Task<object> BeginAsync(LiveText text, CancellationToken cancellationToken)
    {
        await foreach (var _ in text.ReadAsync(cancellationToken).ConfigureAwait(false)) break;
        return text;
    }

    private static async Task<IReadOnlyList<object>> WholeAsync(IReadOnlyList<object> values, CancellationToken cancellationToken)
    {
        var whole = new List<object>();
        foreach (var value in values) whole.Add(value is LiveText text ? await text.WholeAsync(cancellationToken).ConfigureAwait(false) : value);
        return whole;
    }

    private static object Together(IReadOnlyList<object> values) =>
        values.All(value => value is DocumentList) ? new DocumentList([.. values.Cast<DocumentList>().SelectMany(list => list)])
        : values.All(value => value is MessageList) ? new MessageList([.. values.Cast<MessageList>().SelectMany(list => list)])
        : JsonSerializer.SerializeToElement(values.Select(PortValueJson.Write), CoreJson.Options);

    /// <summary>How values are brought together.</summary>
    public sealed record Settings
    {
        /// <summary>What becomes of several values.</summary>
        [Field(OnCard = true)]
        [Text("en", "Mode", "First: what arrives first is passed on, without waiting for the rest. All: texts are joined, documents put in one list, anything else in a JSON list. Wait: nothing is passed on before all branches are through.")]
        [Text("ko", "방식", "먼저 온 값을 나머지를 기다리지 않고 보내거나, 모두 합치거나, 모든 갈래가 끝날 때까지 기다립니다. 합칠 때 텍스트는 이어 붙이고, 문서는 한 목록으로, 나머지는 JSON 목록으로 만듭니다.")]
        public MergeMode Mode { get; init; }

        /// <summary>What stands between joined texts.</summary>
        [Field(Kind = FieldKind.Multiline, Advanced = true, VisibleWhen = nameof(Mode), VisibleValues = "all")]
        [MaxLength(1000)]
        [Text("en", "Separator", "What stands between joined texts; a blank line by default.")]
        [Text("ko", "구분 문자", "이어 붙이는 텍스트 사이에 넣는 글자입니다. 기본값은 빈 줄입니다.")]
        public string Separator { get; init; } = "\n\n";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The values of the branches that were taken.</summary>
        [Port(AcceptsLive = true)]
        [Text("en", "values", "The values of the branches; those not taken are left out.")]
        [Text("ko", "값", "각 갈래의 값입니다. 지나가지 않은 갈래는 빠집니다.")]
        public required IReadOnlyList<object> Values { get; init; }
    }
}
