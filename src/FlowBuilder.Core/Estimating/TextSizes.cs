using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Estimating;

/// <summary>How long texts are likely to be, where only their beginnings are known.</summary>
internal static class TextSizes
{
    /// <summary>The answer of a model that nobody bounds.</summary>
    public static readonly SizeRange Answer = new(100, 800);

    /// <summary>What comes from outside: a web page, a file of a folder, a service's answer.</summary>
    public static readonly SizeRange Outside = new(100, 3000);

    /// <summary>One passage of a document, by what splitters make of them.</summary>
    public static readonly SizeRange Passage = new(120, 300);

    /// <summary>What a tool finds, in tokens.</summary>
    public const long ToolResult = 300;

    /// <summary>The length of an input's value as it is given, in tokens; a file is taken for text.</summary>
    public static SizeRange OfInput(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(ModelAsk.Text(value)),
        JsonValueKind.Array => SizeRange.Exactly(TokenEstimator.Count(value.GetRawText()), value.GetArrayLength()),
        JsonValueKind.Object when value.TryGetProperty("base64", out var content) && content.ValueKind == JsonValueKind.String =>
            new SizeRange(ModelAsk.Text(content).Length / 8, ModelAsk.Text(content).Length * 3 / 16),
        JsonValueKind.Object when value.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => OfText(ModelAsk.Text(text)),
        JsonValueKind.Null or JsonValueKind.Undefined => SizeRange.None,
        _ => SizeRange.Exactly(TokenEstimator.Count(value.GetRawText())),
    };

    /// <summary>The length of a value that is known, in tokens.</summary>
    public static SizeRange OfValue(PortValue value) => value.Value switch
    {
        string text => OfText(text),
        DocumentList documents => SizeRange.Exactly(documents.Sum(document => (long)TokenEstimator.Count(document.Text)), documents.Count),
        MessageList messages => SizeRange.Exactly(TokenEstimator.Count(messages.Select(message => message.Text))),
        Message message => OfText(message.Text),
        JsonElement json => OfInput(json),
        _ => SizeRange.None,
    };

    /// <summary>The length of what a node gives, in tokens.</summary>
    /// <param name="node">The node.</param>
    /// <param name="type">Its type.</param>
    /// <param name="inputs">The length of what comes to it.</param>
    public static SizeRange OfOutput(FlowNode node, NodeType type, SizeRange inputs)
    {
        if (ModelAsk.Of(node, type).Any() && !type.Fields.Any(field => field.Bounds == UsageBound.Passages)) return AnswerOf(node, type);
        if (BoundOf(node, type, UsageBound.Passages) is { } passages)
        {
            var found = new SizeRange(Passage.Low * passages / 2, Passage.High * passages);
            return inputs.High > 0 && !type.UsesNetwork ? new SizeRange(Math.Min(found.Low, inputs.Low), Math.Min(found.High, inputs.High)) : found;
        }

        return type.UsesNetwork ? Outside : inputs + Templates(node, type);
    }

    /// <summary>The length of one answer of a model that a node asks.</summary>
    public static SizeRange AnswerOf(FlowNode node, NodeType type) =>
        BoundOf(node, type, UsageBound.AnswerTokens) is { } most ? new SizeRange(Math.Min(Answer.Low, most), most) : Answer;

    /// <summary>What the settings of a node say to a model beside its inputs, in tokens.</summary>
    public static long Instructions(FlowNode node, NodeType type) => type.Fields
        .Where(field => field.Kind is FieldKind.Multiline or FieldKind.Template or FieldKind.JsonSchema or FieldKind.Rows && field.IsVisible(node.Settings, type))
        .Sum(field => Tokens(ModelAsk.ValueOf(node, field)));

    /// <summary>The number that a setting gives for a bound, or null where none does.</summary>
    public static long? BoundOf(FlowNode node, NodeType type, UsageBound bound) =>
        type.Fields.FirstOrDefault(field => field.Bounds == bound && field.IsVisible(node.Settings, type)) is { } field
        && ModelAsk.ValueOf(node, field) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            ? number
            : null;

    private static SizeRange Templates(FlowNode node, NodeType type) => SizeRange.Exactly(type.Fields
        .Where(field => field.Kind == FieldKind.Template && field.IsVisible(node.Settings, type))
        .Sum(field => Tokens(ModelAsk.ValueOf(node, field))));

    private static SizeRange OfText(string text) =>
        SizeRange.Exactly(TokenEstimator.Count(text), text.AsSpan().Count('\n') is > 0 and var breaks ? breaks + 1 : null);

    private static long Tokens(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } => TokenEstimator.Count(ModelAsk.Text(value)),
        { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json => TokenEstimator.Count(json.GetRawText()),
        _ => 0,
    };
}
