using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Inputs;

/// <summary>Takes a text into the flow.</summary>
[Node("input.text", Category = NodeCategories.Inputs, Icon = "text", Deterministic = true)]
[Text("en", "Text input", "A text that whoever runs the flow gives.")]
[Text("ko", "텍스트 입력", "플로우를 실행하는 사람이 넣는 텍스트입니다.")]
[Guide("en", "Use it for each text a person fills in before a run: a topic, a mail, an article. Wire it into the {{variable}} of a \"Prompt\"; its default lets the flow run at once.")]
[Guide("ko", "주제, 메일, 기사처럼 실행 전에 사람이 넣을 텍스트마다 하나씩 두세요. \"프롬프트\"의 {{변수}}에 연결하고, 기본값을 적어 두면 바로 실행해 볼 수 있습니다.")]
public sealed class TextInputNode()
    : ResultNode<TextInputNode.Settings, NoInputs, string>(Text), IFlowInput<TextInputNode.Settings>
{
    /// <summary>The text that was given.</summary>
    [Text("en", "text", "The text that was given.")]
    [Text("ko", "텍스트", "입력한 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { type = "string" }))
        {
            IsRequired = settings.Required && settings.Default.Length == 0,
            Description = settings.Description,
            Example = settings.Example.Length == 0 ? null : JsonSerializer.SerializeToElement(settings.Example),
            Check = value => value.ValueKind == JsonValueKind.String
                ? null
                : LocalText.Of($"\"{settings.Name}\" needs a text.", $"\"{settings.Name}\"에는 텍스트가 필요합니다."),
        };

    /// <inheritdoc/>
    protected override Task<string> ComputeAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken) => context.Input switch
        {
            { ValueKind: JsonValueKind.String } text => Task.FromResult(text.GetString()!),
            _ => Task.FromResult(settings.Default),
        };

    /// <summary>What whoever runs the flow is asked for.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "text";

        /// <summary>A text to try the flow with.</summary>
        [Field(Kind = FieldKind.Multiline, Cosmetic = true)]
        [Text("en", "Example", "A text to try the flow with.")]
        [Text("ko", "예시", "플로우를 시험할 때 쓰는 텍스트입니다.")]
        public string Example { get; init; } = "";

        /// <summary>The text when none is given.</summary>
        [Field(Kind = FieldKind.Multiline, Advanced = true)]
        [Text("en", "Default", "The text when none is given.")]
        [Text("ko", "기본값", "아무것도 입력하지 않았을 때 쓰는 텍스트입니다.")]
        public string Default { get; init; } = "";

        /// <summary>Whether a run needs a text.</summary>
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
