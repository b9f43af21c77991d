using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Guards.Checks;

/// <summary>Checks how long a text is and in which language.</summary>
[Node("guard.text", Category = NodeCategories.Guards, Icon = "shield", Keywords = "length limit language detect words tokens 길이 제한 글자 수 언어 감지")]
[Text("en", "Check length and language", "Lets only texts pass that are neither too long nor too short, and in the right language.")]
[Text("ko", "길이와 언어 검사", "길이와 언어가 맞는 텍스트만 통과시킵니다.")]
[Guide("en", "Use it before a model to refuse texts that would cost too much, and behind it where a message has room for a few words only, or must be in one language.")]
[Guide("ko", "비용이 너무 많이 들 긴 글을 막으려면 모델 앞에, 짧은 글이나 특정 언어만 받아야 한다면 모델 뒤에 두세요.")]
[Example("""{"most": 280, "languages": ["ko", "en"]}""")]
public sealed class TextCheckNode : Node<TextCheckSettings, TextCheckNode.Inputs>, IDynamicPorts<TextCheckSettings>, ICheckedSettings<TextCheckSettings>
{
    /// <summary>The text that may go on.</summary>
    [Text("en", "text", "The text that may go on.")]
    [Text("ko", "텍스트", "통과한 텍스트입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>What was found.</summary>
    [Text("en", "report", "Whether the text passed, and the reasons where it did not.")]
    [Text("ko", "보고서", "통과했는지, 통과하지 못했으면 그 이유를 알려 줍니다.")]
    public static readonly OutputPort<JsonElement> Report = new("report");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(TextCheckSettings settings) => GuardPorts.Of(settings.Action == CheckAction.Route);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(TextCheckSettings settings)
    {
        foreach (var code in settings.Languages.Where(code => !WrittenLanguage.Known.Contains(code.Trim().Split('-')[0].ToLowerInvariant())))
        {
            yield return new SettingProblem("guard.language", "languages", LocalText.Of(
                $"\"{code}\" is not a language that can be told. Known are {string.Join(", ", WrittenLanguage.Known)}.",
                $"\"{code}\" 언어는 구분할 수 없습니다. 쓸 수 있는 코드: {string.Join(", ", WrittenLanguage.Known)}."));
        }

        if (settings is { Least: { } least, Most: { } most } && least > most)
        {
            yield return new SettingProblem("guard.length", "least", LocalText.Of(
                $"\"At least\" is {least} and \"At most\" {most}: no text would pass. Swap them.",
                $"최소 길이가 {least}, 최대 길이가 {most}여서 통과할 텍스트가 없습니다. 두 값을 바꾸세요."));
        }
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(TextCheckSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        new LiveGuard(new TextCheck(settings), CheckActions.ToGuard(settings.Action), new GuardReport(), Blocked).RunAsync(inputs.Text, context, cancellationToken);

    private static NodeException Blocked(LocalText reasons) => new(
        "guard.text",
        LocalText.Of(
            $"The text does not pass: {reasons.English}. Change it and try again.",
            $"텍스트가 통과하지 못했습니다: {reasons.For(Core.Text.Languages.Korean)}. 고쳐서 다시 시도하세요."),
        FaultKind.Input);

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text to check; text that is still being written streams through.")]
        [Text("ko", "텍스트", "확인할 텍스트입니다. 아직 만들어지는 텍스트도 실시간으로 통과합니다.")]
        public required LiveText Text { get; init; }
    }
}
