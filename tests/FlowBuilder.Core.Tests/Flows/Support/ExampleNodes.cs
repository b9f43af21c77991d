using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using RangeAttribute = System.ComponentModel.DataAnnotations.RangeAttribute;

namespace FlowBuilder.Core.Tests.Flows.Support;

[Node("input.text", Category = NodeCategories.Inputs)]
[Text("en", "Text input")]
[Text("ko", "텍스트 입력")]
public sealed class ExampleInput : DeclaredNode<ExampleInput.Settings, NoInputs>, IFlowInput<ExampleInput.Settings>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    public static FlowParameter ParameterOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { type = "string" }))
        {
            IsRequired = true,
            Description = "Asked for.",
            Example = settings.Example.Length == 0 ? null : JsonSerializer.SerializeToElement(settings.Example),
        };

    public sealed record Settings
    {
        [Field(Required = true)]
        [MaxLength(64)]
        [Text("en", "Name")]
        [Text("ko", "이름")]
        public string Name { get; init; } = "text";

        [Field(Cosmetic = true)]
        [Text("en", "Example")]
        public string Example { get; init; } = "";
    }
}

[Node("knowledge.search", Category = NodeCategories.Knowledge)]
[Text("en", "Search")]
public sealed class ExampleSearch : DeclaredNode<ExampleSearch.Settings, ExampleSearch.Inputs>
{
    [Text("en", "documents")]
    public static readonly OutputPort<DocumentList> Documents = new("documents");

    public sealed record Settings
    {
        [Field(Kind = FieldKind.Knowledge, Required = true)]
        [Text("en", "Knowledge")]
        public string Knowledge { get; init; } = "";

        [Range(1, 50)]
        [Text("en", "Top")]
        [Text("ko", "개수")]
        public int Top { get; init; } = 5;
    }

    public sealed record Inputs
    {
        [Text("en", "query")]
        [Text("ko", "질의")]
        public required string Query { get; init; }
    }
}

[Node("prompt.template", Category = NodeCategories.Models)]
[Text("en", "Prompt")]
public sealed partial class ExamplePrompt : DeclaredNode<ExamplePrompt.Settings, ExamplePrompt.Inputs>, IDynamicPorts<ExamplePrompt.Settings>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    public static IEnumerable<PortSpec> PortsOf(Settings settings) => Variable().Matches(settings.Template)
        .Select(match => match.Groups[1].Value)
        .Distinct()
        .Select(name => new PortSpec { Id = name, Direction = PortDirection.Input, Type = PortType.Text, Label = LocalText.Verbatim(name) });

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Variable();

    public sealed record Settings
    {
        [Field(Kind = FieldKind.Template, Required = true)]
        [Text("en", "Template")]
        public string Template { get; init; } = "";
    }

    public sealed record Inputs
    {
        [Port(Dynamic = true)]
        [Text("en", "variables")]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = new Dictionary<string, object>();
    }
}

[Node("model.chat", Category = NodeCategories.Models)]
[Text("en", "Model")]
[Text("ko", "모델")]
public sealed class ExampleModel : DeclaredNode<ExampleModel.Settings, ExampleModel.Inputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    [Text("en", "json")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    public enum Shape
    {
        [Text("en", "Text")]
        Text,

        [Text("en", "JSON Schema")]
        JsonSchema,
    }

    public sealed record Settings
    {
        [Field(Kind = FieldKind.Connection, Required = true)]
        [Text("en", "Connection")]
        [Text("ko", "연결")]
        public string Connection { get; init; } = "";

        [Field(Kind = FieldKind.Model)]
        [Text("en", "Model")]
        public string Model { get; init; } = "";

        [Range(0.0, 2.0)]
        [Text("en", "Temperature")]
        public double? Temperature { get; init; }

        [Text("en", "Shape")]
        public Shape Output { get; init; }

        [Field(Required = true, VisibleWhen = nameof(Output), VisibleValues = "jsonSchema")]
        [Text("en", "Schema")]
        public JsonElement? Schema { get; init; }

        [Field(Promotable = true, Required = true)]
        [Text("en", "System prompt")]
        public string System { get; init; } = "Be brief.";

        [Text("en", "Stop")]
        public IReadOnlyList<string> Stop { get; init; } = [];

        [Text("en", "Headers")]
        public IReadOnlyList<NameValue> Headers { get; init; } = [];

        [Text("en", "Cached")]
        public bool Cached { get; init; }
    }

    public sealed record Inputs
    {
        [Text("en", "prompt")]
        [Text("ko", "프롬프트")]
        public required LiveText Prompt { get; init; }

        [Text("en", "images")]
        public IReadOnlyList<ImageValue>? Images { get; init; }
    }
}

[Node("logic.merge", Category = NodeCategories.Logic)]
[Text("en", "Merge")]
public sealed class ExampleMerge : DeclaredNode<NoSettings, ExampleMerge.Inputs>
{
    [Text("en", "value")]
    public static readonly OutputPort<object> Value = new("value");

    public sealed record Inputs
    {
        [Text("en", "values")]
        public required IReadOnlyList<object> Values { get; init; }
    }
}

[Node("output.text", Category = NodeCategories.Outputs)]
[Text("en", "Text result")]
[Text("ko", "텍스트 결과")]
public sealed class ExampleOutput : DeclaredNode<ExampleOutput.Settings, ExampleOutput.Inputs>, IFlowOutput<ExampleOutput.Settings>
{
    [Port(Hidden = true)]
    [Text("en", "result")]
    public static readonly OutputPort<string> Result = new("value");

    public static FlowResult ResultOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { type = "string" }));

    public sealed record Settings
    {
        [Field(Required = true)]
        [Text("en", "Name")]
        public string Name { get; init; } = "result";
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        [Text("ko", "텍스트")]
        public required LiveText Value { get; init; }
    }
}
