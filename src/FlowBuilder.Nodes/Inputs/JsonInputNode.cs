using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a JSON value into the flow.</summary>
[Node("input.json", Category = NodeCategories.Inputs, Icon = "json", Deterministic = true, Keywords = "object list data 객체 목록 데이터")]
[Text("en", "JSON input", "A JSON value that whoever runs the flow gives.")]
[Text("ko", "JSON 입력", "플로우를 실행하는 사람이 넣는 JSON 값입니다.")]
[Guide("en", "Use it when another program calls the flow with structured data, such as an order or a list of rows. Pick parts with \"JSON\", or go through a list with \"For each\".")]
[Guide("ko", "다른 프로그램이 주문이나 행 목록 같은 구조화된 데이터로 플로우를 부를 때 쓰세요. \"JSON 변환\"으로 일부를 꺼내거나 \"항목마다 반복\"으로 목록을 처리하세요.")]
public sealed class JsonInputNode : Node<JsonInputNode.Settings, NoInputs>, IFlowInput<JsonInputNode.Settings>
{
    /// <summary>The value that was given.</summary>
    [Text("en", "json", "The value that was given.")]
    [Text("ko", "JSON", "입력한 값입니다.")]
    public static readonly OutputPort<JsonElement> Value = new("value");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) =>
        new(settings.Name, settings.Schema is { ValueKind: JsonValueKind.Object } schema ? schema : JsonSerializer.SerializeToElement(new { }))
        {
            IsRequired = settings is { Required: true, Default: null },
            Description = settings.Description,
            Example = settings.Example,
            Check = value => Check(settings, value),
        };

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return (context.Input ?? settings.Default) is { } value ? AsyncOutputs.Of(Value.Value(value)) : AsyncOutputs.Of();
    }

    private static LocalText? Check(Settings settings, JsonElement value)
    {
        if (settings.Schema is not { } schema || JsonSchema.Check(schema, value) is not [var problem, ..]) return null;
        return LocalText.Of(
            $"\"{settings.Name}\" does not keep to its schema: {problem.Path} {problem.English}.",
            $"\"{settings.Name}\" 값이 스키마에 맞지 않습니다. {problem.Path}: {problem.Korean}.");
    }

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "json";

        /// <summary>A value to try the flow with, or null.</summary>
        [Field(Cosmetic = true)]
        [Text("en", "Example", "A value to try the flow with.")]
        [Text("ko", "예시", "플로우를 시험할 때 쓰는 값입니다.")]
        public JsonElement? Example { get; init; }

        /// <summary>The JSON Schema that the value keeps to, or null.</summary>
        [Field(Kind = FieldKind.JsonSchema, Advanced = true)]
        [Text("en", "Schema", "A JSON Schema that the value must keep to; empty for any value.")]
        [Text("ko", "스키마", "값이 지켜야 하는 JSON 스키마입니다. 비워 두면 어떤 값이든 됩니다.")]
        public JsonElement? Schema { get; init; }

        /// <summary>The value when none is given, or null.</summary>
        [Field(Advanced = true)]
        [Text("en", "Default", "The value when none is given.")]
        [Text("ko", "기본값", "아무것도 입력하지 않았을 때 쓰는 값입니다.")]
        public JsonElement? Default { get; init; }

        /// <summary>Whether a run needs a value.</summary>
        [Field(Advanced = true)]
        [Text("en", "Required", "The flow cannot run without it, unless there is a default.")]
        [Text("ko", "필수", "기본값이 없으면 이 값 없이 플로우를 실행할 수 없습니다.")]
        public bool Required { get; init; } = true;

        /// <summary>What the input is for.</summary>
        [Field(Advanced = true, Cosmetic = true)]
        [Text("en", "Description", "What the input is for; shown to those who use the flow.")]
        [Text("ko", "설명", "이 입력이 무엇인지 플로우를 쓰는 사람에게 보여 줍니다.")]
        public string Description { get; init; } = "";
    }
}
