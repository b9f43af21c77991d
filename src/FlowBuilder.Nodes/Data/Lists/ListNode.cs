using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>Sorts, filters, shortens or adds up a list.</summary>
[Node("transform.list", Category = NodeCategories.Data, Icon = "choice", Keywords = "list array sort order deduplicate unique distinct limit top filter reverse flatten aggregate group count sum average min max 목록 배열 정렬 중복 제거 제한 거르기 필터 집계 그룹 합계 평균 개수 최대 최소")]
[Text("en", "List operation", "Sorts, filters, shortens or adds up a list, or removes duplicates.")]
[Text("ko", "목록 작업", "목록을 정렬하거나 거르거나 줄이거나 집계하거나 중복을 뺍니다.")]
[Guide("en", "Use it on the results of \"For each\", the rows of a query or the items of a web service: the ten newest, only those over a price, how many of each kind. It is exact where a model would guess.")]
[Guide("ko", "\"항목마다 반복\"의 결과, 질의한 행, 웹 서비스의 항목을 다룰 때 쓰세요. 최신 열 개, 어떤 가격을 넘는 것만, 종류별 개수처럼 모델이라면 어림할 일을 정확히 합니다.")]
[Example("""{"operation": "filter", "condition": "price > 10 && name contains 'pen'"}""")]
public sealed class ListNode : Node<ListSettings, ListNode.Inputs>, ICheckedSettings<ListSettings>
{
    /// <summary>The list, or what was worked out of it.</summary>
    [Text("en", "json", "The list, or what was worked out of it.")]
    [Text("ko", "JSON", "결과 목록이나 집계한 값입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>How many items there are.</summary>
    [Text("en", "count", "How many items the result has.")]
    [Text("ko", "개수", "결과에 있는 항목의 수입니다.")]
    public static readonly OutputPort<double> Count = new("count");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(ListSettings settings)
    {
        if (JsonQuery.Parse(settings.Path, out _) is { } path) yield return new SettingProblem("json.path", "path", path);
        if (JsonQuery.Parse(settings.GroupBy, out _) is { } group) yield return new SettingProblem("json.path", "groupBy", group);
        if (settings is { Operation: ListOperation.Filter, Condition.Length: > 0 } && JsonFilter.Parse(settings.Condition) is null)
            yield return new SettingProblem("list.condition", "condition", NoCondition(settings.Condition));
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(ListSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var value = JsonOfValue.Read(inputs.List);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw new NodeException("list.not-a-list", LocalText.Of(
                "The value that came in is no list. Wire a JSON list, or take it out of the value with a JSON node first.",
                "들어온 값이 목록이 아닙니다. JSON 목록을 연결하거나, JSON 변환 노드로 값에서 목록을 먼저 꺼내세요."));
        }

        var items = value.EnumerateArray().ToList();
        if (settings.Operation == ListOperation.Aggregate)
        {
            var (result, count) = ListAggregate.Of(items, settings, new ItemOrder(context.Language));
            return AsyncOutputs.Of(Json.Value(result), Count.Value(count));
        }

        var changed = Changed(items, settings, context).ToList();
        return AsyncOutputs.Of(Json.Value(JsonSerializer.SerializeToElement(changed, CoreJson.Options)), Count.Value(changed.Count));
    }

    private static IEnumerable<JsonElement> Changed(List<JsonElement> items, ListSettings settings, NodeContext context)
    {
        var order = new ItemOrder(context.Language);
        switch (settings.Operation)
        {
            case ListOperation.Sort:
                // Items without the field stay at the end either way.
                var found = items.Select(item => (Item: item, Key: ListAggregate.Find(item, settings.Path))).ToLookup(pair => pair.Key is { ValueKind: not JsonValueKind.Null });
                var sorted = settings.Descending ? found[true].OrderByDescending(pair => pair.Key, order) : found[true].OrderBy(pair => pair.Key, order);
                return sorted.Concat(found[false]).Select(pair => pair.Item);
            case ListOperation.Deduplicate:
                return items.DistinctBy(item => ListAggregate.KeyOf(ListAggregate.Find(item, settings.Path)), StringComparer.Ordinal);
            case ListOperation.Limit:
                return items.Skip(settings.Skip).Take(settings.Count);
            case ListOperation.Filter:
                return items.Where(JsonFilter.Parse(settings.Condition) ?? throw new NodeException("list.condition", NoCondition(settings.Condition)));
            case ListOperation.Reverse:
                return Enumerable.Reverse(items);
            default:
                return items.SelectMany(item => item.ValueKind == JsonValueKind.Array ? item.EnumerateArray() : Enumerable.Repeat(item, 1));
        }
    }

    private static LocalText NoCondition(string condition) => LocalText.Of(
        $"The condition \"{condition}\" cannot be read. Write it as in price > 10 && name == 'pen'.",
        $"조건 \"{condition}\"을(를) 읽을 수 없습니다. price > 10 && name == 'pen'처럼 쓰세요.");

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The list.</summary>
        [Text("en", "list", "A JSON list, or a text that holds one.")]
        [Text("ko", "목록", "JSON 목록이나 JSON 목록이 들어 있는 텍스트입니다.")]
        public required object List { get; init; }
    }
}
