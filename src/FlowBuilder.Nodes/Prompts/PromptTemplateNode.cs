using System.Collections.Immutable;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Prompts;

/// <summary>Writes a prompt from a template and the values of its variables.</summary>
[Node("prompt.template", Category = NodeCategories.Models, Icon = "prompt", Deterministic = true, Keywords = "template handlebars variables 템플릿 변수 지시문")]
[Text("en", "Prompt", "Writes a prompt; each {{variable}} in it becomes an input.")]
[Text("ko", "프롬프트", "프롬프트를 작성합니다. 그 안의 {{변수}}마다 입력이 생깁니다.")]
[Guide("en", "Use it to write what the model is asked. Wire inputs, documents or earlier answers into its variables, and its text into \"Chat model\" or \"Agent\". Documents arrive numbered, so that answers can cite them.")]
[Guide("ko", "모델에 보낼 지시를 쓸 때 사용하세요. 입력, 문서, 앞선 답변을 변수에 연결하고 완성된 텍스트를 \"채팅 모델\"이나 \"에이전트\"에 연결합니다. 문서에는 번호가 붙어 답변에서 출처로 쓸 수 있습니다.")]
public sealed class PromptTemplateNode() : ResultNode<PromptTemplateNode.Settings, PromptTemplateNode.Inputs, string>(Text),
    IDynamicPorts<PromptTemplateNode.Settings>, ICheckedSettings<PromptTemplateNode.Settings>
{
    /// <summary>The finished prompt.</summary>
    [Text("en", "text", "The prompt with every variable filled in.")]
    [Text("ko", "텍스트", "변수를 모두 채운 프롬프트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) =>
        TemplatePorts.Of(Template.Parse(settings.Template).Variables, numbersDocuments: settings.NumberPassages);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) =>
        TemplatePorts.ProblemsOf("template", Template.Parse(settings.Template));

    /// <inheritdoc/>
    protected override Task<string> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken) =>
        TemplateText.WholeAsync(Template.Parse(settings.Template), inputs.Variables, settings.NumberPassages, cancellationToken);

    /// <summary>The template.</summary>
    public sealed record Settings
    {
        /// <summary>The prompt with its variables.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true)]
        [Text("en", "Template", "The prompt. {{question}} makes an input named question; {{#if}}, {{#unless}} and {{#each}} work too.")]
        [Text("ko", "템플릿", "프롬프트입니다. {{question}}이라고 쓰면 question 입력이 생깁니다. {{#if}}, {{#unless}}, {{#each}}도 쓸 수 있습니다.")]
        public string Template { get; init; } = "";

        /// <summary>Whether documents written into the prompt are numbered.</summary>
        [Field(Advanced = true)]
        [Text("en", "Number passages", "Puts [1], [2], … before each document, so that the answer can name its sources.")]
        [Text("ko", "문서에 번호 붙이기", "문서마다 앞에 [1], [2]처럼 번호를 붙여 답변이 출처를 밝힐 수 있게 합니다.")]
        public bool NumberPassages { get; init; } = true;
    }

    /// <summary>The values of the variables.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
