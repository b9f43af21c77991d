using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Flows;

namespace FlowBuilder.Nodes.Control;

/// <summary>Runs a flow for each item of a list, several at once, and gives the results in the order of the items.</summary>
/// <param name="services">Where the store of flows is taken from.</param>
[Node("control.for-each", Category = NodeCategories.Logic, Icon = "repeat", Lasting = true, Keywords = "loop map batch list iterate parallel 반복 루프 목록 일괄 처리 배치 병렬")]
[Text("en", "For each", "Runs a flow for each item of a list, several at once; the results keep the order of the items.")]
[Text("ko", "항목마다 반복", "목록의 항목마다 플로우를 실행합니다. 여러 항목을 동시에 처리해도 결과 순서는 항목 순서와 같습니다.")]
[Guide("en", "Use it for the same work on many things: each row of a table, each document, each line of a text. Build the work for one item as a flow of its own, try it, then repeat it here.")]
[Guide("ko", "표의 행, 문서, 텍스트의 줄처럼 여러 항목에 같은 일을 할 때 쓰세요. 먼저 항목 하나를 처리하는 플로우를 만들어 시험해 본 뒤 여기서 반복하세요.")]
[Example("""{"flow": "answer-one-mail", "parallel": 8}""")]
public sealed class ForEachNode(IServiceProvider services) : Node<ForEachSettings, ForEachNode.Inputs>, IFlowPorts<ForEachSettings>
{
    private const string ItemsPort = "items";

    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    /// <summary>What the flow gave for each item.</summary>
    [Text("en", "results", "A list with what the flow gave for each item, in the order of the items.")]
    [Text("ko", "결과", "항목마다 플로우가 낸 결과를 항목 순서대로 담은 목록입니다.")]
    public static readonly OutputPort<JsonElement> Results = new("results");

    /// <summary>The first result of each item as one text.</summary>
    [Text("en", "text", "The first result of each item, as one text with blank lines between.")]
    [Text("ko", "텍스트", "항목마다 나온 첫 번째 결과를 빈 줄로 이어 붙인 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The first result of each item as a document.</summary>
    [Text("en", "documents", "The first result of each item as a document.")]
    [Text("ko", "문서", "항목마다 나온 첫 번째 결과를 문서로 만든 것입니다.")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    /// <summary>The items that failed.</summary>
    [Text("en", "errors", "The items that failed, with number, code and message; nothing where all went well.")]
    [Text("ko", "오류", "실패한 항목의 번호, 코드, 메시지입니다. 모두 성공하면 나오지 않습니다.")]
    public static readonly OutputPort<JsonElement> Errors = new("errors");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(ForEachSettings settings, NodeCatalogue catalogue)
    {
        var known = ChosenFlow.InterfaceOf(settings.Flow, settings.Interface, catalogue);
        var item = ItemInputOf(settings, known);
        return known.Ports().Where(port => port.Direction == PortDirection.Input && port.Id != item && port.Id != settings.NumberInput && port.Id != ItemsPort);
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        ForEachSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = ItemList.Of(inputs.Items, settings.Split);
        if (items.Count > settings.Limit) throw TooMany(items.Count, settings.Limit);
        var flow = await ChosenFlow.FindAsync(services, settings.Flow, context, cancellationToken).ConfigureAwait(false);
        var known = context.InterfaceOf(flow);
        var results = new ItemResults(items, known.Outputs);
        await WorkAsync(settings, inputs, items, flow, known, results, context, cancellationToken).ConfigureAwait(false);
        yield return Results.Value(results.ToJson(withGaps: settings.OnError == ItemFailure.Gap));
        yield return Text.Value(results.ToText());
        yield return Documents.Value(results.ToDocuments());
        if (results.Errors(context.Language) is { } errors) yield return Errors.Value(errors);
    }

    private static string? ItemInputOf(ForEachSettings settings, FlowInterface known) =>
        known.Inputs.FirstOrDefault(input => settings.ItemInput.Length == 0 || input.Id == settings.ItemInput)?.Id;

    private static async Task WorkAsync(
        ForEachSettings settings,
        Inputs inputs,
        IReadOnlyList<object> items,
        SubFlow flow,
        FlowInterface known,
        ItemResults results,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        var takesItem = known.Inputs.FirstOrDefault(input => input.Id == ItemInputOf(settings, known)) ?? throw NoInput(settings.ItemInput);
        var takesNumber = known.Inputs.FirstOrDefault(input => input.Id == settings.NumberInput && input.Id != takesItem.Id);
        var (done, failed) = (0, 0);
        (int Index, NodeException Failure)? first = null;
        var gate = new Lock();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        context.ReportProgress(0, items.Count, 0);
        try
        {
            await System.Threading.Tasks.Parallel.ForEachAsync(
                Enumerable.Range(0, items.Count),
                new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = stop.Token },
                DoAsync).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (first is not null && !cancellationToken.IsCancellationRequested)
        {
            // Stopped because of the item that failed.
        }

        if (first is { } broken) throw AtItem(broken.Index + 1, items.Count, broken.Failure);

        async ValueTask DoAsync(int index, CancellationToken token)
        {
            try
            {
                var given = new Dictionary<string, object>(inputs.Values) { [takesItem.Id] = ItemValue.To(items[index], takesItem.Type, takesItem.Id) };
                if (takesNumber is not null) given[takesNumber.Id] = ItemValue.To((double)(index + 1), takesNumber.Type, takesNumber.Id);
                results.Keep(index, await context.RepeatFlowAsync(flow, given, index + 1, token).ConfigureAwait(false));
            }
            catch (NodeException failure)
            {
                results.Fail(index, failure);
                lock (gate)
                {
                    failed++;
                    if (settings.OnError == ItemFailure.Stop) first ??= (index, failure);
                }

                if (settings.OnError == ItemFailure.Stop) await stop.CancelAsync().ConfigureAwait(false);
            }

            lock (gate) context.ReportProgress(++done, items.Count, failed);
        }
    }

    private static NodeException TooMany(int count, int limit) => new("for-each.too-many", LocalText.Of(
        $"The list has {count:N0} items, and at most {limit:N0} are allowed here. Shorten the list, or raise \"Most items\".",
        $"목록에 항목이 {count:N0}개 있는데 여기서는 {limit:N0}개까지 처리합니다. 목록을 줄이거나 \"최대 항목 수\"를 늘리세요."));

    private static NodeException NoInput(string name) => new("for-each.no-input", name.Length == 0
        ? LocalText.Of(
            "The chosen flow takes no input that an item could go into. Give it an input.",
            "선택한 플로우에 항목을 넣을 입력이 없습니다. 플로우에 입력을 추가하세요.")
        : LocalText.Of(
            $"The chosen flow has no input \"{name}\" for the item. Choose another under \"Input for the item\", or leave that empty.",
            $"선택한 플로우에 항목을 받을 \"{name}\" 입력이 없습니다. \"항목을 받을 입력\"에서 다른 이름을 쓰거나 비워 두세요."));

    private static NodeException AtItem(int number, int count, NodeException failure) => new(
        failure.Code,
        LocalText.Of(
            $"Item {number} of {count}: {failure.Text.English}",
            $"항목 {count}개 중 {number}번째: {failure.Text.For(Korean)}"),
        failure.Kind);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The list.</summary>
        [Text("en", "items", "The list: JSON, documents, or a text with one item in each line.")]
        [Text("ko", "항목", "반복할 목록입니다. JSON 목록, 문서, 또는 한 줄에 하나씩 쓴 텍스트를 연결하세요.")]
        public required object Items { get; init; }

        /// <summary>The value of each of the flow's other inputs that is wired, the same for every item.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
