using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Data;

/// <summary>Takes values out of JSON, builds new JSON from them, or reads JSON out of a text.</summary>
[Node("transform.json", Category = NodeCategories.Data, Icon = "json", Deterministic = true, Keywords = "path pick field extract parse object 경로 필드 추출 객체")]
[Text("en", "JSON", "Picks values out of JSON, builds an object from them, or reads JSON out of a text.")]
[Text("ko", "JSON 변환", "JSON에서 값을 꺼내거나, 그 값으로 객체를 만들거나, 텍스트에서 JSON을 읽습니다.")]
public sealed class JsonNode : Node<JsonNode.Settings, JsonNode.Inputs>, ICheckedSettings<JsonNode.Settings>
{
    /// <summary>The value.</summary>
    [Text("en", "json", "The value as JSON.")]
    [Text("ko", "JSON", "JSON 값입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>The value as text.</summary>
    [Text("en", "text", "The value as text: a string without quotes.")]
    [Text("ko", "텍스트", "텍스트로 바꾼 값입니다. 문자열은 따옴표 없이 나옵니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => settings.Action switch
    {
        JsonAction.Pick => ProblemsOf("path", settings.Path),
        JsonAction.Build => settings.Fields.SelectMany(field => ProblemsOf("fields", field.Value)),
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
        var value = JsonOfValue.Read(inputs.Value);
        var result = settings.Action switch
        {
            JsonAction.Pick => Find(value, settings.Path, settings.Missing),
            JsonAction.Build => Build(value, settings),
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
        [Text("en", "Path", "Where the value stands, as in order.items[0].price or items[*].name.")]
        [Text("ko", "경로", "값이 있는 곳입니다. order.items[0].price 또는 items[*].name처럼 쓰세요.")]
        public string Path { get; init; } = "";

        /// <summary>The members of the new object with the paths of their values.</summary>
        [Field(VisibleWhen = nameof(Action), VisibleValues = "build", Required = true)]
        [Text("en", "Members", "Each member of the new object with the path of its value.")]
        [Text("ko", "항목", "새 객체의 항목 이름과 그 값의 경로입니다.")]
        public IReadOnlyList<NameValue> Fields { get; init; } = [];

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
