using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>Checks JSON against a JSON Schema.</summary>
[Node("guard.schema", Category = NodeCategories.Guards, Icon = "shield", Keywords = "json schema validate structure format 스키마 검증 구조 형식 유효성")]
[Text("en", "Check JSON schema", "Lets only JSON pass that keeps to a JSON Schema, and says where it does not.")]
[Text("ko", "JSON 스키마 검사", "JSON 스키마에 맞는 JSON만 통과시키고, 맞지 않으면 어디가 다른지 알려 줍니다.")]
[Guide("en", "Put it before a service or a database that takes only JSON of a certain form: what does not fit is stopped here, with its place named, instead of failing there. \"Chat model\" can keep to a schema by itself, too.")]
[Guide("ko", "정해진 형식의 JSON만 받는 서비스나 데이터베이스 앞에 두세요. 맞지 않는 값은 어디가 틀렸는지 알려 주며 여기서 멈춥니다. \"채팅 모델\"도 스스로 스키마를 지켜 답할 수 있습니다.")]
[Example("""{"schema": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}""")]
public sealed class SchemaNode : Node<SchemaNode.Settings, SchemaNode.Inputs>, IDynamicPorts<SchemaNode.Settings>, ICheckedSettings<SchemaNode.Settings>
{
    /// <summary>The value that may go on.</summary>
    [Text("en", "json", "The JSON that may go on.")]
    [Text("ko", "JSON", "통과한 JSON입니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>What was found.</summary>
    [Text("en", "report", "Whether the value keeps to the schema, and each place where it does not.")]
    [Text("ko", "보고서", "스키마에 맞는지, 맞지 않는 곳은 어디인지 알려 줍니다.")]
    public static readonly OutputPort<JsonElement> Report = new("report");

    private static readonly OutputPort<object> Flagged = new("flagged");

    private static readonly PortSpec FlaggedPort = new()
    {
        Id = Flagged.Id,
        Direction = PortDirection.Output,
        Type = PortType.Any,
        Label = LocalText.Of("flagged", "걸린 값"),
        Help = LocalText.Of("The value, when it does not keep to the schema.", "스키마에 맞지 않는 값이 나옵니다."),
    };

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => settings.Action == CheckAction.Route ? [FlaggedPort] : [];

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Schema is { ValueKind: not JsonValueKind.Object and not JsonValueKind.Null and not JsonValueKind.Undefined })
        {
            yield return new SettingProblem("setting.wrong-type", "schema", LocalText.Of(
                "\"Schema\" needs a JSON object, such as { \"type\": \"object\", \"properties\": { … } }.",
                "\"스키마\"에는 { \"type\": \"object\", \"properties\": { … } } 같은 JSON 객체가 필요합니다."));
        }
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var problems = new List<(string Path, LocalText Text)>();
        JsonElement? json = null;
        try
        {
            json = JsonOfValue.Read(inputs.Value);
            problems.AddRange(JsonSchema.Check(settings.Schema ?? default, json.Value).Select(problem =>
                (problem.Path, LocalText.Of($"{problem.Path} {problem.English}", $"{problem.Path}: {problem.Korean}"))));
        }
        catch (NodeException notJson) when (notJson.Code == "json.syntax")
        {
            problems.Add(("$", notJson.Text));
        }

        if (problems.Count > 0 && settings.Action == CheckAction.Block) throw Blocked(problems);
        var report = Report.Value(JsonSerializer.SerializeToElement(
            new { flagged = problems.Count > 0, problems = problems.Select(problem => new { path = problem.Path, reason = problem.Text.For(context.Language) }) },
            CoreJson.Options));
        if (problems.Count > 0 && settings.Action == CheckAction.Route) return AsyncOutputs.Of(Flagged.Value(inputs.Value), report);

        // What is no JSON at all goes on as the text that it is.
        return AsyncOutputs.Of(Json.Value(json ?? JsonSerializer.SerializeToElement(inputs.Value as string)), report);
    }

    private static NodeException Blocked(List<(string Path, LocalText Text)> problems)
    {
        var more = problems.Count - 1;
        return new NodeException(
            "guard.schema",
            LocalText.Of(
                $"The JSON does not keep to the schema: {problems[0].Text.English}{(more > 0 ? $", and {more} more" : "")}. Change the value or the schema.",
                $"JSON이 스키마에 맞지 않습니다. {problems[0].Text.For(Languages.Korean)}{(more > 0 ? $" (그 밖에 {more}건)" : "")}. 값이나 스키마를 고치세요."),
            FaultKind.Input);
    }

    /// <summary>The schema, and what is done with a value that does not keep to it.</summary>
    public sealed record Settings
    {
        /// <summary>The schema.</summary>
        [Field(Kind = FieldKind.JsonSchema, Required = true)]
        [Text("en", "Schema", "The JSON Schema that the value must keep to.")]
        [Text("ko", "스키마", "값이 지켜야 하는 JSON 스키마입니다.")]
        public JsonElement? Schema { get; init; }

        /// <summary>What is done.</summary>
        [Field(OnCard = true)]
        [Text("en", "When it does not pass", "What is done with a value that does not keep to the schema.")]
        [Text("ko", "통과하지 못하면", "스키마에 맞지 않는 값을 어떻게 할지 정합니다.")]
        public CheckAction Action { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value.</summary>
        [Text("en", "value", "JSON, or a text that holds JSON.")]
        [Text("ko", "값", "JSON이나 JSON이 들어 있는 텍스트입니다.")]
        public required object Value { get; init; }
    }
}
