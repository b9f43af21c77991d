using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Mailing;

/// <summary>Sends a mail, or lets a model send mails to those whom the author allows.</summary>
[Node("tool.email", Category = NodeCategories.Tools, Icon = "chat", SideEffects = true, Network = true, Keywords = "mail smtp send message notify 메일 이메일 보내기 알림")]
[Text("en", "Send e-mail", "Sends a mail by your mail server, or lets a model do so to allowed recipients.")]
[Text("ko", "이메일 보내기", "메일 서버로 메일을 보내거나, 모델이 허용된 수신자에게 보내게 합니다.")]
[Guide("en", "Use it at the end of a flow that reports by mail, or as an agent's tool with a list of allowed recipients. Put \"Approval\" before it while you do not fully trust what is written.")]
[Guide("ko", "메일로 결과를 알리는 플로우의 끝에 두거나, 허용된 수신자 목록을 정해 에이전트의 도구로 쓰세요. 내용을 아직 믿기 어렵다면 앞에 \"승인\"을 두세요.")]
[Example("""{"connection": "mail", "from": "reports@example.com", "to": "{{address}}", "subject": "Report", "body": "{{report}}"}""")]
public sealed class EmailNode(MailSender sender) : Node<EmailNode.Settings, EmailNode.Inputs>, IDynamicPorts<EmailNode.Settings>, ICheckedSettings<EmailNode.Settings>
{
    /// <summary>What was done.</summary>
    [Text("en", "text", "To whom the mail was sent.")]
    [Text("ko", "텍스트", "메일을 보낸 수신자입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>Sending as a tool.</summary>
    [Text("en", "tool", "Sending as a tool for a model, when it is offered as one.")]
    [Text("ko", "도구", "도구로 제공할 때 모델에 연결하는 메일 보내기입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    private const string Schema =
        """{ "type": "object", "properties": { "to": { "type": "string", "description": "One address, or several with commas between." }, "subject": { "type": "string" }, "text": { "type": "string", "description": "The mail's plain text." } }, "required": ["to", "subject", "text"], "additionalProperties": false }""";

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => settings.Use == EmailUse.Send
        ? TemplatePorts.Of(Templates(settings).SelectMany(part => Template.Parse(part.Text).Variables))
        : [];

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (settings.From.Length > 0 && !Mail.IsAddress(settings.From.Trim()))
            yield return new SettingProblem("email.bad-address", "from", LocalText.Of("Write an address such as ann@example.com.", "ann@example.com 같은 주소를 쓰세요."));
        if (settings.Use == EmailUse.Tool && settings.Allowed.Count == 0) yield return new SettingProblem("email.allow-needed", "allowed", AllowNeeded, IsMissing: true);
        if (settings.Use != EmailUse.Send) yield break;
        foreach (var (name, text) in Templates(settings))
        {
            foreach (var problem in TemplatePorts.ProblemsOf(name, Template.Parse(text))) yield return problem;
        }
    }

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (settings.Use == EmailUse.Tool)
        {
            if (settings.Allowed.Count == 0) throw new NodeException("email.allow-needed", AllowNeeded);
            var description = $"Sends a plain text mail. It may go to: {string.Join(", ", settings.Allowed)}.";
            yield return Tool.Value(new ToolValue(
                new FunctionTool("send_email", description, Schema, (arguments, token) =>
                    SendAsync(settings, FunctionTool.TextOf(arguments, "to"), FunctionTool.TextOf(arguments, "subject"), FunctionTool.TextOf(arguments, "text"), token)),
                HasSideEffects: true));
            yield break;
        }

        yield return Text.Value(await SendAsync(
            settings,
            await WriteAsync(settings.To).ConfigureAwait(false),
            await WriteAsync(settings.Subject).ConfigureAwait(false),
            await WriteAsync(settings.Body).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false));

        Task<string> WriteAsync(string template) => TemplateText.WholeAsync(Template.Parse(template), inputs.Variables, numbersDocuments: false, cancellationToken);
    }

    private async Task<string> SendAsync(Settings settings, string to, string subject, string body, CancellationToken cancellationToken)
    {
        var mail = Mail.Of(settings.From, to, subject.Trim(), body, settings.Allowed);
        await sender.SendAsync(settings.Connection, mail, cancellationToken).ConfigureAwait(false);
        return $"Sent to {string.Join(", ", mail.To)}.";
    }

    private static (string Name, string Text)[] Templates(Settings settings) => [("to", settings.To), ("subject", settings.Subject), ("body", settings.Body)];

    private static LocalText AllowNeeded => LocalText.Of(
        "Name the recipients that a model may write to: addresses or domains.", "모델이 메일을 보낼 수 있는 수신자를 주소나 도메인으로 적으세요.");

    /// <summary>By whom, to whom and what.</summary>
    public sealed record Settings
    {
        /// <summary>The connection to the mail server.</summary>
        [Field(Kind = FieldKind.MailServer, Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Mail server", "The connection to the mail server.")]
        [Text("ko", "메일 서버", "메일 서버 연결입니다.")]
        public string Connection { get; init; } = "";

        /// <summary>The sender's address.</summary>
        [Field(Required = true, Placeholder = "reports@example.com")]
        [MaxLength(254)]
        [Text("en", "From", "The sender's address.")]
        [Text("ko", "보내는 사람", "보내는 사람의 메일 주소입니다.")]
        public string From { get; init; } = "";

        /// <summary>Who sends.</summary>
        [Text("en", "Use", "Send a mail in the run, or let a model send mails as a tool.")]
        [Text("ko", "용도", "실행할 때 메일을 보내거나, 모델이 도구로 보내게 합니다.")]
        public EmailUse Use { get; init; }

        /// <summary>The receivers.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true, VisibleWhen = nameof(Use), VisibleValues = "send", Placeholder = "{{address}}")]
        [MaxLength(4000)]
        [Text("en", "To", "One address, or several with commas between; {{variables}} become inputs.")]
        [Text("ko", "받는 사람", "주소 하나 또는 쉼표로 나눈 여러 주소입니다. {{변수}}는 입력이 됩니다.")]
        public string To { get; init; } = "";

        /// <summary>What it is about.</summary>
        [Field(Kind = FieldKind.Template, VisibleWhen = nameof(Use), VisibleValues = "send")]
        [MaxLength(1000)]
        [Text("en", "Subject", "What the mail is about; {{variables}} become inputs.")]
        [Text("ko", "제목", "메일의 제목입니다. {{변수}}는 입력이 됩니다.")]
        public string Subject { get; init; } = "";

        /// <summary>The text.</summary>
        [Field(Kind = FieldKind.Template, VisibleWhen = nameof(Use), VisibleValues = "send")]
        [Text("en", "Text", "The mail's plain text; {{variables}} become inputs.")]
        [Text("ko", "본문", "메일의 텍스트 본문입니다. {{변수}}는 입력이 됩니다.")]
        public string Body { get; init; } = "";

        /// <summary>To whom mails may go.</summary>
        [Text("en", "Allowed recipients", "Mails go only to these addresses (ann@example.com) and domains (example.com); needed when a model sends.")]
        [Text("ko", "허용할 수신자", "이 주소(ann@example.com)와 도메인(example.com)으로만 보냅니다. 모델이 보낼 때는 꼭 적어야 합니다.")]
        public IReadOnlyList<string> Allowed { get; init; } = [];
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each variable, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
