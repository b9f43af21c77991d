using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Control;

/// <summary>Ends the run as failed, with a message of the flow's author.</summary>
[Node("control.fail", Category = NodeCategories.Logic, Icon = "error", Keywords = "stop error throw abort raise 중단 오류 실패 멈추기")]
[Text("en", "Stop with an error", "Ends the run as failed with a message of yours, when a value comes to it.")]
[Text("ko", "오류로 중단", "값이 들어오면 직접 쓴 메시지와 함께 실행을 실패로 끝냅니다.")]
[Guide("en", "Use it at the end of a branch that must not go on, such as an order without an address: callers get your message and a code, instead of half a result.")]
[Guide("ko", "주소 없는 주문처럼 더 진행하면 안 되는 갈래의 끝에 두세요. 부르는 쪽은 반쪽 결과 대신 직접 쓴 메시지와 코드를 받습니다.")]
[Example("""{"message": "The order {{order}} has no address.", "code": "order.no-address"}""")]
public sealed partial class FailNode : Node<FailNode.Settings, FailNode.Inputs>, IDynamicPorts<FailNode.Settings>, ICheckedSettings<FailNode.Settings>
{
    private const string ValuePort = "value";
    private const int LongestMessage = 2000;

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) =>
        TemplatePorts.Of(Template.Parse(settings.Message).Variables).Where(port => port.Id != ValuePort);

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        foreach (var problem in TemplatePorts.ProblemsOf("message", Template.Parse(settings.Message))) yield return problem;
        if (!CodeForm().IsMatch(settings.Code))
        {
            yield return new SettingProblem("fail.code", "code", LocalText.Of(
                "\"Code\" is small letters, digits, dots and hyphens, as in order.rejected.",
                "\"코드\"에는 order.rejected처럼 영문 소문자, 숫자, 점, 붙임표만 쓸 수 있습니다."));
        }
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, object>(inputs.Variables, StringComparer.Ordinal) { [ValuePort] = inputs.Value };
        var message = await TemplateText.WholeAsync(Template.Parse(settings.Message), variables, numbersDocuments: false, cancellationToken).ConfigureAwait(false);
        yield return Stop(settings.Code, message);
    }

    private static NodeOutput Stop(string code, string message)
    {
        var end = char.IsHighSurrogate(message.ElementAtOrDefault(LongestMessage - 1)) ? LongestMessage - 1 : LongestMessage;
        throw new NodeException(code, LocalText.Verbatim(message.Length <= LongestMessage ? message : message[..end] + "…"));
    }

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*\z")]
    private static partial Regex CodeForm();

    /// <summary>What the run fails with.</summary>
    public sealed record Settings
    {
        /// <summary>The message with its variables.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true)]
        [Text("en", "Message", "What is said. {{value}} is what came in; any other {{name}} makes an input.")]
        [Text("ko", "메시지", "보여 줄 메시지입니다. {{value}}는 들어온 값이고, 다른 {{이름}}을 쓰면 입력이 생깁니다.")]
        public string Message { get; init; } = "";

        /// <summary>The code of the fault.</summary>
        [Field(Advanced = true)]
        [MaxLength(100)]
        [Text("en", "Code", "The stable code by which programs know this error.")]
        [Text("ko", "코드", "프로그램이 이 오류를 알아보는 고정 코드입니다.")]
        public string Code { get; init; } = "flow.stopped";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What ends the run by coming.</summary>
        [Text("en", "value", "When a value comes here, the run ends.")]
        [Text("ko", "값", "여기에 값이 들어오면 실행을 끝냅니다.")]
        public required object Value { get; init; }

        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
