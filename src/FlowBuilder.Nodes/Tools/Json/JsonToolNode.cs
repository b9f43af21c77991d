using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Tools.Json;

/// <summary>Lets a model look into a JSON document that is too large to be read whole.</summary>
[Node("tool.json", Category = NodeCategories.Tools, Icon = "json", Keywords = "json query path lookup explore data 조회 경로 탐색 데이터")]
[Text("en", "JSON query", "Lets a model look into a JSON document piece by piece, by paths.")]
[Text("ko", "JSON 조회", "모델이 경로를 써서 JSON 문서를 부분씩 살펴보게 합니다.")]
[Guide("en", "Use it when an agent should answer from a large JSON document, such as a catalogue or a settings file, that does not fit into the prompt: it looks up what it needs, piece by piece.")]
[Guide("ko", "상품 목록이나 설정 파일처럼 프롬프트에 다 들어가지 않는 큰 JSON 문서로 에이전트가 답할 때 쓰세요. 필요한 부분만 조금씩 찾아봅니다.")]
[Example("""{"toolName": "catalogue", "about": "The products of the shop with prices and stock."}""")]
public sealed class JsonToolNode : Node<JsonToolNode.Settings, JsonToolNode.Inputs>, ICheckedSettings<JsonToolNode.Settings>
{
    /// <summary>The document as a tool.</summary>
    [Text("en", "tool", "The document as a tool for a model.")]
    [Text("ko", "도구", "모델에 연결하는 JSON 문서 도구입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    private const int LongestResult = 20_000;
    private const int LongestPath = 1_000;
    private const int MostNames = 40;
    private const string Schema =
        """{ "type": "object", "properties": { "path": { "type": "string", "description": "Such as orders[0].price, orders[*].id or [\"a name\"]; empty for the whole document." } }, "required": ["path"], "additionalProperties": false }""";

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (!FunctionTool.IsName(settings.ToolName)) yield return ToolNames.Problem("toolName");
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var document = JsonOfValue.Read(inputs.Value);
        var description = $"Gives a part of a JSON document by its path. {settings.About} The document is {ShapeOf(document)}.";
        var tool = new FunctionTool(settings.ToolName, description, Schema, (arguments, _) => Task.FromResult(Find(document, FunctionTool.TextOf(arguments, "path"))));
        return AsyncOutputs.Of(Tool.Value(new ToolValue(tool, HasSideEffects: false)));
    }

    private static string Find(JsonElement document, string path)
    {
        if (path.Length > LongestPath) throw new NodeException("json.path", LocalText.Of("The path is too long.", "경로가 너무 깁니다."), FaultKind.Input);
        if (JsonQuery.Parse(path, out var query) is { } wrong) throw new NodeException("json.path", wrong, FaultKind.Input);
        if (query.Find(document, out var place) is not { } found)
        {
            throw new NodeException("json.missing", LocalText.Of(
                $"The path leads to nothing: {place?.Place} has no {place?.Name}.", $"경로에 값이 없습니다. {place?.Place}에 {place?.Name} 항목이 없습니다."), FaultKind.Input);
        }

        var text = JsonOfValue.TextOf(found);
        return text.Length <= LongestResult
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"This part is {ShapeOf(found)}, too long to show whole. Ask for less. It begins: {text.AsSpan(0, 2_000)}…");
    }

    private static string ShapeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"an object with {string.Join(", ", value.EnumerateObject().Take(MostNames).Select(member => member.Name))}{(value.GetPropertyCount() > MostNames ? " and more" : "")}",
        JsonValueKind.Array when value.GetArrayLength() > 0 => string.Create(CultureInfo.InvariantCulture, $"a list of {value.GetArrayLength()}, the first being {(value[0].ValueKind == JsonValueKind.Array ? "a list" : ShapeOf(value[0]))}"),
        JsonValueKind.Array => "an empty list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => value.GetRawText(),
    };

    /// <summary>What the model reads of the tool.</summary>
    public sealed record Settings
    {
        /// <summary>The tool's name for the model.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Tool name", "What the model calls the tool: letters, digits, _ and -.")]
        [Text("ko", "도구 이름", "모델이 부르는 도구 이름입니다. 영문자, 숫자, _, -를 씁니다.")]
        public string ToolName { get; init; } = "look_up";

        /// <summary>What the document is about, for the model.</summary>
        [Field(Kind = FieldKind.Multiline)]
        [MaxLength(600)]
        [Text("en", "About the document", "Tells the model what the document holds.")]
        [Text("ko", "문서 설명", "문서에 무엇이 있는지 모델에 알려 줍니다.")]
        public string About { get; init; } = "";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The document.</summary>
        [Text("en", "value", "JSON, or a text that holds JSON.")]
        [Text("ko", "값", "JSON이나 JSON이 들어 있는 텍스트입니다.")]
        public required object Value { get; init; }
    }
}
