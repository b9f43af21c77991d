using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a number into the flow.</summary>
[Node("input.number", Category = NodeCategories.Inputs, Icon = "number", Deterministic = true, Keywords = "integer amount 숫자 수량")]
[Text("en", "Number input", "A number that whoever runs the flow gives.")]
[Text("ko", "숫자 입력", "플로우를 실행하는 사람이 넣는 숫자입니다.")]
[Guide("en", "Use it for amounts, ages, scores or how many results you want; least and greatest values keep out what makes no sense. Wire it into a \"Condition\", a \"Calculator\" or a prompt.")]
[Guide("ko", "금액, 나이, 점수, 결과 개수처럼 숫자를 받을 때 쓰세요. 최솟값과 최댓값을 정하면 맞지 않는 값을 막습니다. \"조건\", \"계산기\", 프롬프트에 연결하세요.")]
[Example("""{"name": "amount", "default": 3, "minimum": 1, "maximum": 10}""")]
public sealed class NumberInputNode : Node<NumberInputNode.Settings, NoInputs>, IFlowInput<NumberInputNode.Settings>, ICheckedSettings<NumberInputNode.Settings>
{
    /// <summary>The number that was given.</summary>
    [Text("en", "number", "The number that was given.")]
    [Text("ko", "숫자", "입력한 숫자입니다.")]
    public static readonly OutputPort<double> Value = new("value");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings)
    {
        var schema = new Dictionary<string, object> { ["type"] = "number" };
        if (settings.Minimum is { } least) schema["minimum"] = least;
        if (settings.Maximum is { } most) schema["maximum"] = most;
        return new FlowParameter(settings.Name, JsonSerializer.SerializeToElement(schema))
        {
            IsRequired = settings is { Required: true, Default: null },
            Description = settings.Description,
            Example = settings.Example is { } example ? JsonSerializer.SerializeToElement(example) : null,
            Check = value => Check(settings, value),
        };
    }

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings is { Minimum: { } least, Maximum: { } most } && least > most)
        {
            yield return new SettingProblem("setting.out-of-range", "maximum", LocalText.Of(
                "\"Greatest\" is below \"Least\", so that no number fits.",
                "\"최댓값\"이 \"최솟값\"보다 작아서 맞는 숫자가 없습니다."));
        }
        else if (settings.Default is { } number && Check(settings, JsonSerializer.SerializeToElement(number)) is { } wrong)
        {
            yield return new SettingProblem("setting.out-of-range", "default", wrong);
        }
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = context.Input is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : settings.Default;
        return given is { } value ? AsyncOutputs.Of(Value.Value(value)) : AsyncOutputs.Of();
    }

    private static LocalText? Check(Settings settings, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !double.IsFinite(value.GetDouble()))
            return LocalText.Of($"\"{settings.Name}\" needs a number.", $"\"{settings.Name}\"에는 숫자가 필요합니다.");
        var number = value.GetDouble();
        if (settings.Minimum is { } least && number < least)
        {
            return LocalText.Of(
                $"\"{settings.Name}\" is {Text(number)}; it must be {Text(least)} or more.",
                $"\"{settings.Name}\" 값이 {Text(number)}입니다. {Text(least)} 이상이어야 합니다.");
        }

        return settings.Maximum is { } most && number > most
            ? LocalText.Of(
                $"\"{settings.Name}\" is {Text(number)}; it must be {Text(most)} or less.",
                $"\"{settings.Name}\" 값이 {Text(number)}입니다. {Text(most)} 이하여야 합니다.")
            : null;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "number";

        /// <summary>A number to try the flow with, or null.</summary>
        [Field(Cosmetic = true)]
        [Text("en", "Example", "A number to try the flow with.")]
        [Text("ko", "예시", "플로우를 시험할 때 쓰는 숫자입니다.")]
        public double? Example { get; init; }

        /// <summary>The number when none is given, or null.</summary>
        [Field(Advanced = true)]
        [Text("en", "Default", "The number when none is given.")]
        [Text("ko", "기본값", "아무것도 입력하지 않았을 때 쓰는 숫자입니다.")]
        public double? Default { get; init; }

        /// <summary>The least number allowed, or null.</summary>
        [Field(Advanced = true)]
        [Text("en", "Least", "The least number allowed.")]
        [Text("ko", "최솟값", "입력할 수 있는 가장 작은 숫자입니다.")]
        public double? Minimum { get; init; }

        /// <summary>The greatest number allowed, or null.</summary>
        [Field(Advanced = true)]
        [Text("en", "Greatest", "The greatest number allowed.")]
        [Text("ko", "최댓값", "입력할 수 있는 가장 큰 숫자입니다.")]
        public double? Maximum { get; init; }

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
