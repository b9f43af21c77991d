using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Calculating;

/// <summary>Works out expressions, for the flow or for a model that would guess.</summary>
[Node("tool.calculator", Category = NodeCategories.Tools, Icon = "number", Keywords = "math arithmetic compute formula sum percent 계산기 수학 산수 수식 합계 퍼센트")]
[Text("en", "Calculator", "Works out an expression exactly, or lets a model do so instead of guessing.")]
[Text("ko", "계산기", "수식을 정확히 계산하거나, 모델이 어림하지 않고 계산하게 합니다.")]
[Guide("en", "Give it to every agent that deals with numbers: models are poor at arithmetic and good at saying what is to be calculated. With an expression of your own it works without a model, too.")]
[Guide("ko", "숫자를 다루는 에이전트에는 꼭 연결하세요. 모델은 계산에는 약하지만 무엇을 계산할지는 잘 압니다. 수식을 직접 쓰면 모델 없이도 계산합니다.")]
[Example("""{"expression": "{{price}} * {{amount}} + 10%"}""")]
public sealed class CalculatorNode : Node<CalculatorNode.Settings, CalculatorNode.Inputs>, IDynamicPorts<CalculatorNode.Settings>, ICheckedSettings<CalculatorNode.Settings>
{
    /// <summary>The result as text, exact.</summary>
    [Text("en", "text", "The result as text, with every digit.")]
    [Text("ko", "텍스트", "모든 자릿수를 담은 결과입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The result as a number.</summary>
    [Text("en", "number", "The result as a number.")]
    [Text("ko", "숫자", "숫자로 된 결과입니다.")]
    public static readonly OutputPort<double> Number = new("number");

    /// <summary>The calculator as a tool.</summary>
    [Text("en", "tool", "The calculator as a tool for a model.")]
    [Text("ko", "도구", "모델에 연결하는 계산기 도구입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    private const string Schema =
        """{ "type": "object", "properties": { "expression": { "type": "string", "description": "Such as (2 + 3) * 4^2, 15% of 80, sqrt(2), round(10 / 3, 2) or max(3, 7)." } }, "required": ["expression"], "additionalProperties": false }""";

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => TemplatePorts.Of(Template.Parse(settings.Expression).Variables);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        var template = Template.Parse(settings.Expression);
        foreach (var problem in TemplatePorts.ProblemsOf("expression", template)) yield return problem;
        if (template.Problem is not null || template.Variables.Any() || settings.Expression.Trim().Length == 0) yield break;
        if (Try(settings.Expression, out _) is { } wrong) yield return new SettingProblem("calculator.expression", "expression", wrong);
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return Tool.Value(new ToolValue(
            new FunctionTool("calculate", "Works out an arithmetic expression exactly. Use it for every calculation.", Schema, (arguments, _) => Task.FromResult(ForModel(FunctionTool.TextOf(arguments, "expression")))),
            HasSideEffects: false));
        if (settings.Expression.Trim().Length == 0) yield break;
        var expression = await TemplateText.WholeAsync(Template.Parse(settings.Expression), inputs.Variables, numbersDocuments: false, cancellationToken).ConfigureAwait(false);
        if (Try(expression, out var value) is { } wrong) throw new NodeException("calculator.expression", wrong, FaultKind.Input);
        yield return Text.Value(value.Write(out _));
        if (double.IsFinite(value.ToDouble())) yield return Number.Value(value.ToDouble());
    }

    private static string ForModel(string expression)
    {
        if (Try(expression, out var value) is { } wrong) throw new NodeException("calculator.expression", wrong, FaultKind.Input);
        var text = value.Write(out var isRounded);
        return isRounded ? $"{text} (rounded)" : text;
    }

    private static LocalText? Try(string expression, out Rational value)
    {
        try
        {
            value = Calculator.Evaluate(expression);
            return null;
        }
        catch (CalculationException wrong)
        {
            value = default;
            return LocalText.Of(
                $"At character {wrong.Position + 1} of the expression: {wrong.Text.English}",
                $"수식의 {wrong.Position + 1}번째 글자: {wrong.Text.For(TemplateParser.Korean)}");
        }
    }

    /// <summary>What is worked out.</summary>
    public sealed record Settings
    {
        /// <summary>The expression; empty where only a model calculates.</summary>
        [Field(Kind = FieldKind.Template, OnCard = true, Placeholder = "{{price}} * {{amount}} + 19%")]
        [MaxLength(Calculator.LongestExpression)]
        [Text("en", "Expression", "What is worked out; {{variables}} become inputs. May stay empty when only a model calculates.")]
        [Text("ko", "수식", "계산할 수식입니다. {{변수}}는 입력이 됩니다. 모델만 계산한다면 비워 두어도 됩니다.")]
        public string Expression { get; init; } = "";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each variable, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
