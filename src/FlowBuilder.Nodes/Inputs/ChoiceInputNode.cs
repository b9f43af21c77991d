using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes one of a few values into the flow.</summary>
[Node("input.choice", Category = NodeCategories.Inputs, Icon = "choice", Deterministic = true, Keywords = "select option dropdown 선택 목록")]
[Text("en", "Choice input", "One of a few values that whoever runs the flow picks.")]
[Text("ko", "선택 입력", "플로우를 실행하는 사람이 목록에서 고르는 값입니다.")]
[Guide("en", "Use it instead of a text input when only a few answers make sense, such as a language or a tone. Wire it into a prompt, or into \"Switch\" to go different ways.")]
[Guide("ko", "언어나 말투처럼 고를 수 있는 값이 정해져 있을 때 텍스트 입력 대신 쓰세요. 프롬프트에 연결하거나, \"여러 갈래로 나누기\"에 연결해 길을 나누세요.")]
public sealed class ChoiceInputNode : Node<ChoiceInputNode.Settings, NoInputs>, IFlowInput<ChoiceInputNode.Settings>, ICheckedSettings<ChoiceInputNode.Settings>
{
    /// <summary>The value that was picked.</summary>
    [Text("en", "choice", "The value that was picked.")]
    [Text("ko", "선택", "고른 값입니다.")]
    public static readonly OutputPort<string> Value = new("value");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["type"] = "string", ["enum"] = settings.Choices }))
        {
            IsRequired = settings.Required && settings.Default.Length == 0,
            Description = settings.Description,
            Example = settings.Choices is [var first, ..] ? JsonSerializer.SerializeToElement(first) : null,
            Check = value => value.ValueKind == JsonValueKind.String && settings.Choices.Contains(value.GetString()!) ? null : NotOne(settings),
        };

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.Default.Length > 0 && !settings.Choices.Contains(settings.Default))
        {
            yield return new SettingProblem("setting.not-a-choice", "default", LocalText.Of(
                $"The default \"{settings.Default}\" is none of the choices.",
                $"기본값 \"{settings.Default}\"이(가) 선택지에 없습니다."));
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
        var value = context.Input is { ValueKind: JsonValueKind.String } given ? given.GetString()! : settings.Default;
        return value.Length > 0 ? AsyncOutputs.Of(Value.Value(value)) : AsyncOutputs.Of();
    }

    private static LocalText NotOne(Settings settings)
    {
        var list = string.Join(", ", settings.Choices.Select(choice => $"\"{choice}\""));
        return LocalText.Of($"\"{settings.Name}\" must be one of {list}.", $"\"{settings.Name}\" 값은 {list} 중 하나여야 합니다.");
    }

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "choice";

        /// <summary>The values to pick from.</summary>
        [Field(Required = true, OnCard = true)]
        [Text("en", "Choices", "The values to pick from.")]
        [Text("ko", "선택지", "고를 수 있는 값의 목록입니다.")]
        public IReadOnlyList<string> Choices { get; init; } = [];

        /// <summary>The value when none is picked; empty for none.</summary>
        [Field(Advanced = true)]
        [Text("en", "Default", "The value when none is picked.")]
        [Text("ko", "기본값", "아무것도 고르지 않았을 때 쓰는 값입니다.")]
        public string Default { get; init; } = "";

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
