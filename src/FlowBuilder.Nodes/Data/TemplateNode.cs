using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Data;

/// <summary>Writes a text from a template, passing live text on as it comes.</summary>
[Node("transform.template", Category = NodeCategories.Data, Icon = "transform", Deterministic = true, Keywords = "text format combine join 텍스트 서식 합치기")]
[Text("en", "Text template", "Puts values into a text; text that is still being written streams through.")]
[Text("ko", "텍스트 템플릿", "값을 텍스트에 넣습니다. 아직 만들어지는 텍스트도 실시간으로 통과합니다.")]
[Guide("en", "Use it to put results together into a mail, a report or a Markdown page, without a model. It is what \"Prompt\" is for models; text that is still being written streams through.")]
[Guide("ko", "모델 없이 결과를 메일, 보고서, 마크다운 문서로 묶을 때 쓰세요. \"프롬프트\"가 모델을 위한 것이라면 이 노드는 사람이 읽을 글을 위한 것입니다.")]
public sealed class TemplateNode : Node<TemplateNode.Settings, TemplateNode.Inputs>,
    IDynamicPorts<TemplateNode.Settings>, ICheckedSettings<TemplateNode.Settings>
{
    /// <summary>The finished text.</summary>
    [Text("en", "text", "The text with every variable filled in.")]
    [Text("ko", "텍스트", "변수를 모두 채운 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) =>
        TemplatePorts.Of(Template.Parse(settings.Template).Variables, acceptsLive: true);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) =>
        TemplatePorts.ProblemsOf("template", Template.Parse(settings.Template));

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEmpty = true;
        var pieces = TemplateText.PiecesAsync(Template.Parse(settings.Template), inputs.Variables, numbersDocuments: false, cancellationToken);
        await foreach (var piece in pieces.ConfigureAwait(false))
        {
            if (piece.Length == 0) continue;
            isEmpty = false;
            yield return Text.Delta(piece);
        }

        if (isEmpty) yield return Text.Value("");
    }

    /// <summary>The template.</summary>
    public sealed record Settings
    {
        /// <summary>The text with its variables.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true)]
        [Text("en", "Template", "The text. {{name}} makes an input named name; {{#if}}, {{#unless}} and {{#each}} work too.")]
        [Text("ko", "템플릿", "텍스트입니다. {{name}}이라고 쓰면 name 입력이 생깁니다. {{#if}}, {{#unless}}, {{#each}}도 쓸 수 있습니다.")]
        public string Template { get; init; } = "";
    }

    /// <summary>The values of the variables.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
