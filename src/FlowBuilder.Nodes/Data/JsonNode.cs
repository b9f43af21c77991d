using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data;

/// <summary>Takes values out of JSON, builds new JSON from them, or reads JSON out of a text.</summary>
[Node("transform.json", Category = NodeCategories.Data, Icon = "json", Deterministic = true, Keywords = "path pick set field fields extract query filter parse repair object remove jsonpath jmespath edit 경로 필드 추출 조회 필터 객체 항목 수정 복구")]
[Text("en", "JSON", "Picks values out of JSON, builds or changes objects, or reads JSON out of a text and mends it.")]
[Text("ko", "JSON 변환", "JSON에서 값을 꺼내거나, 객체를 만들거나 고치거나, 텍스트에서 JSON을 읽고 바로잡습니다.")]
[Guide("en", "Use it between a JSON answer and the nodes that need a part of it, or to build the body of a request. \"Read\" also mends what models often get wrong, such as a missing bracket or a code fence.")]
[Guide("ko", "JSON 답변과 그 일부가 필요한 노드 사이, 또는 요청 본문을 만들 때 쓰세요. 읽기는 빠진 괄호나 코드 블록 표시처럼 모델이 자주 틀리는 부분도 바로잡습니다.")]
public sealed class JsonNode : Node<JsonNode.Settings, JsonNode.Inputs>, ICheckedSettings<JsonNode.Settings>, IDynamicPorts<JsonNode.Settings>
{
    /// <summary>The value.</summary>
    [Text("en", "json", "The value as JSON.")]
    [Text("ko", "JSON", "JSON 값입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>The value as text.</summary>
    [Text("en", "text", "The value as text: a string without quotes.")]
    [Text("ko", "텍스트", "텍스트로 바꾼 값입니다. 문자열은 따옴표 없이 나옵니다.")]
    public static readonly OutputPort<string> Text = new("text");

    private static readonly OutputPort<JsonElement> Repairs = new("repairs");

    private static readonly PortSpec RepairsPort = new()
    {
        Id = Repairs.Id,
        Direction = PortDirection.Output,
        Type = PortType.Json,
        Label = LocalText.Of("repairs", "고친 점"),
        Help = LocalText.Of("What had to be mended, as a list of sentences; empty for nothing.", "바로잡은 내용의 목록입니다. 고친 것이 없으면 비어 있습니다."),
    };

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => settings is { Action: JsonAction.Parse, Repair: true } ? [RepairsPort] : [];

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => settings.Action switch
    {
        JsonAction.Pick => ProblemsOf("path", settings.Path),
        JsonAction.Build => settings.Fields.SelectMany(field => ProblemsOf("fields", field.Value)),
        JsonAction.Set => settings.Changes.SelectMany(change => JsonChange.ProblemsOf("changes", change.Name)),
        JsonAction.Keep or JsonAction.Remove => settings.Names.SelectMany(name => JsonChange.ProblemsOf("names", name)),
        _ => [],
    };

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (settings is { Action: JsonAction.Parse, Repair: true })
        {
            var mended = JsonOfValue.Mend(inputs.Value, out var repairs);
            var told = JsonSerializer.SerializeToElement(repairs.Select(repair => JsonRepairTexts.Of(repair).For(context.Language)), CoreJson.Options);
            return AsyncOutputs.Of(Json.Value(mended), Text.Value(JsonOfValue.TextOf(mended)), Repairs.Value(told));
        }

        var value = JsonOfValue.Read(inputs.Value);
        var result = settings.Action switch
        {
            JsonAction.Pick => Find(value, settings.Path, settings.Missing),
            JsonAction.Build => Build(value, settings),
            JsonAction.Set => JsonChange.Set(value, settings.Changes),
            JsonAction.Keep => JsonChange.Keep(value, settings.Names),
            JsonAction.Remove => JsonChange.Remove(value, settings.Names),
            _ => value,
        };
        return AsyncOutputs.Of(Json.Value(result), Text.Value(JsonOfValue.TextOf(result)));
    }

    private static JsonElement Build(JsonElement value, Settings settings)
    {
        var built = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, path) in settings.Fields) built[name] = Find(value, path, settings.Missing);
        return JsonSerializer.SerializeToElement(built, CoreJson.Options);
    }

    private static JsonElement Find(JsonElement value, string path, MissingValue missing)
    {
        if (JsonQuery.Parse(path, out var query) is { } wrong) throw new NodeException("json.path", wrong);
        if (query.Find(value, out var place) is { } found) return found;
        if (missing == MissingValue.Null) return JsonSerializer.SerializeToElement<object?>(null);
        throw new NodeException("json.missing", LocalText.Of(
            $"The path \"{path}\" leads to nothing: {place?.Place} has no {place?.Name}. Correct the path, or let a missing value be null.",
            $"경로 \"{path}\"에 값이 없습니다. {place?.Place}에 {place?.Name} 항목이 없습니다. 경로를 고치거나 없는 값을 null로 처리하세요."));
    }

    private static IEnumerable<SettingProblem> ProblemsOf(string setting, string path)
    {
        if (JsonQuery.Parse(path, out _) is { } wrong) yield return new SettingProblem("json.path", setting, wrong);
    }

    /// <summary>What is done with the value.</summary>
    public sealed record Settings
    {
        /// <summary>What is done.</summary>
        [Field(OnCard = true)]
        [Text("en", "Action", "What is done with the JSON.")]
        [Text("ko", "작업", "JSON으로 무엇을 할지 정합니다.")]
        public JsonAction Action { get; init; }

        /// <summary>Where the value stands.</summary>
        [Field(OnCard = true, VisibleWhen = nameof(Action), VisibleValues = "pick", Placeholder = "order.items[0].price")]
        [MaxLength(1000)]
        [Text("en", "Path", "Where the value stands, as in order.items[0].price, items[*].name or items[?price > 10].")]
        [Text("ko", "경로", "값이 있는 곳입니다. order.items[0].price, items[*].name, items[?price > 10]처럼 쓰세요.")]
        public string Path { get; init; } = "";

        /// <summary>The members of the new object with the paths of their values.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "build", Required = true)]
        [Text("en", "Members", "Each member of the new object with the path of its value.")]
        [Text("ko", "항목", "새 객체의 항목 이름과 그 값의 경로입니다.")]
        public IReadOnlyList<NameValue> Fields { get; init; } = [];

        /// <summary>The members that get new values.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "set", Required = true)]
        [Text("en", "Fields", "Each field, as in status or address.city, with its new value: JSON or a text. In a list, every object is changed.")]
        [Text("ko", "항목", "status, address.city 같은 항목과 새 값입니다. 값은 JSON이나 텍스트로 쓰세요. 목록이면 모든 객체를 바꿉니다.")]
        public IReadOnlyList<NameValue> Changes { get; init; } = [];

        /// <summary>The members that stay or go.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "keep|remove", Required = true, OnCard = true)]
        [Text("en", "Field names", "One on each line, as in name or address.city. In a list, every object is changed.")]
        [Text("ko", "항목 이름", "name, address.city처럼 한 줄에 하나씩 쓰세요. 목록이면 모든 객체를 바꿉니다.")]
        public IReadOnlyList<string> Names { get; init; } = [];

        /// <summary>Whether what is nearly JSON is mended.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "parse")]
        [Text("en", "Mend faults", "Mends what models get wrong: comments, quotes, commas, missing ends. The repairs are told.")]
        [Text("ko", "오류 고치기", "주석, 따옴표, 쉼표, 끊긴 끝처럼 모델이 자주 틀리는 것을 바로잡고 무엇을 고쳤는지 알려 줍니다.")]
        public bool Repair { get; init; } = true;

        /// <summary>What happens when a path leads to nothing.</summary>
        [Field(Advanced = true, VisibleWhen = nameof(Action), VisibleValues = "pick|build")]
        [Text("en", "Missing value", "What happens when a path leads to nothing.")]
        [Text("ko", "값이 없을 때", "경로에 값이 없을 때 어떻게 할지 정합니다.")]
        public MissingValue Missing { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>JSON, or a text that holds JSON.</summary>
        [Text("en", "value", "JSON, or a text that holds JSON.")]
        [Text("ko", "값", "JSON이나 JSON이 들어 있는 텍스트입니다.")]
        public required object Value { get; init; }
    }
}
