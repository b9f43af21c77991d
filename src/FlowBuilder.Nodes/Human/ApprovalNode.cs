using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Human;

/// <summary>Lets a person decide: the run rests until they approve or reject, for minutes or weeks.</summary>
[Node("human.approval", Category = NodeCategories.Logic, Icon = "person", Keywords = "approve review confirm human person wait decide 승인 검토 확인 사람 담당자 결재 대기")]
[Text("en", "Approval", "Waits until a person approves or rejects, and passes the value on accordingly.")]
[Text("ko", "승인", "담당자가 승인하거나 거절할 때까지 기다렸다가 그에 따라 값을 보냅니다.")]
[Guide("en", "Put it before everything that cannot be taken back: a mail that goes out, a payment, a text that is published. People decide in the chat, on the canvas or on the page \"Waiting for me\"; the run waits.")]
[Guide("ko", "메일 발송, 결제, 글 게시처럼 되돌릴 수 없는 일 앞에 두세요. 담당자는 채팅, 캔버스, \"내 결정 대기\" 페이지에서 결정하고 실행은 그동안 기다립니다.")]
public sealed class ApprovalNode : Node<ApprovalNode.Settings, ApprovalNode.Inputs>, IDynamicPorts<ApprovalNode.Settings>, ICheckedSettings<ApprovalNode.Settings>
{
    /// <summary>The value, where it was approved.</summary>
    [Text("en", "approved", "The value, when it was approved.")]
    [Text("ko", "승인됨", "승인되었을 때 값이 나옵니다.")]
    public static readonly OutputPort<object> Approved = new("approved");

    /// <summary>The value, where it was rejected.</summary>
    [Text("en", "rejected", "The value, when it was rejected.")]
    [Text("ko", "거절됨", "거절되었을 때 값이 나옵니다.")]
    public static readonly OutputPort<object> Rejected = new("rejected");

    /// <summary>What the person wrote.</summary>
    [Text("en", "comment", "What the person wrote with their decision.")]
    [Text("ko", "의견", "담당자가 결정과 함께 남긴 글입니다.")]
    public static readonly OutputPort<string> Comment = new("comment");

    /// <summary>The whole answer.</summary>
    [Text("en", "answer", "The decision, the comment and what was filled in, as JSON.")]
    [Text("ko", "답변", "결정, 의견, 입력한 내용을 담은 JSON입니다.")]
    public static readonly OutputPort<JsonElement> Answer = new("answer");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => TemplatePorts
        .Of(Template.Parse(settings.Message).Variables.Concat(ApprovalForm.VariablesOf(settings.Fields)))
        .Concat(ApprovalForm.PortsOf(settings.Fields));

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => TemplatePorts
        .ProblemsOf("message", Template.Parse(settings.Message))
        .Concat(ApprovalForm.ProblemsOf(settings.Fields, Approved.Id, Rejected.Id, Comment.Id, Answer.Id));

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = await TemplateText.WholeAsync(Template.Parse(settings.Message), inputs.Variables, numbersDocuments: false, cancellationToken)
            .ConfigureAwait(false);
        var question = new HumanQuestion
        {
            Text = text,
            Details = PortValueJson.Write(inputs.Value),
            ApproveLabel = settings.ApproveLabel.Length > 0 ? settings.ApproveLabel : null,
            RejectLabel = settings.RejectLabel.Length > 0 ? settings.RejectLabel : null,
            Fields = [.. await ApprovalForm.AskAsync(settings.Fields, inputs.Variables, cancellationToken).ConfigureAwait(false)],
            Until = settings.Hours is { } hours ? context.Time.GetUtcNow().AddHours(hours) : null,
        };
        var answer = await context.AskAsync(question, cancellationToken).ConfigureAwait(false) ?? Unanswered(settings, context);
        yield return Comment.Value(answer.Comment ?? "");
        yield return Answer.Value(JsonSerializer.SerializeToElement(answer, CoreJson.Options));
        foreach (var filled in ApprovalForm.Outputs(question.Fields, answer)) yield return filled;
        yield return (answer.IsApproved ? Approved : Rejected).Value(inputs.Value);
    }

    private static HumanAnswer Unanswered(Settings settings, NodeContext context) => settings.AfterTime == AfterTime.Reject
        ? new HumanAnswer(false)
        : throw new NodeException("approval.unanswered", LocalText.Of(
            $"Nobody answered \"{context.Title}\" within {settings.Hours:0.##} hours. Run the flow again, or give people more time.",
            $"\"{context.Title}\"에 {settings.Hours:0.##}시간 안에 아무도 답하지 않았습니다. 다시 실행하거나 시간을 더 주세요."), FaultKind.Timeout);

    /// <summary>What is asked.</summary>
    public sealed record Settings
    {
        /// <summary>What the person reads.</summary>
        [Field(Kind = FieldKind.Template, Required = true, OnCard = true)]
        [Text("en", "Question", "What the person reads before they decide. {{draft}} makes an input named draft.")]
        [Text("ko", "질문", "담당자가 결정하기 전에 읽는 글입니다. {{초안}}이라고 쓰면 초안 입력이 생깁니다.")]
        public string Message { get; init; } = "";

        /// <summary>What is filled in by whoever approves.</summary>
        [Field(Kind = FieldKind.Rows)]
        [Text("en", "Form", "What the person fills in or changes when they approve. Each field is an output.")]
        [Text("ko", "입력 양식", "담당자가 승인할 때 채우거나 고칠 항목입니다. 항목마다 출력이 하나씩 생깁니다.")]
        public IReadOnlyList<ApprovalField> Fields { get; init; } = [];

        /// <summary>The label of the button that approves; empty for the usual one.</summary>
        [Field(Advanced = true)]
        [MaxLength(40)]
        [Text("en", "Approve button", "The words on the button; empty for \"Approve\".")]
        [Text("ko", "승인 버튼", "버튼에 쓸 말입니다. 비워 두면 \"승인\"입니다.")]
        public string ApproveLabel { get; init; } = "";

        /// <summary>The label of the button that rejects; empty for the usual one.</summary>
        [Field(Advanced = true)]
        [MaxLength(40)]
        [Text("en", "Reject button", "The words on the button; empty for \"Reject\".")]
        [Text("ko", "거절 버튼", "버튼에 쓸 말입니다. 비워 두면 \"거절\"입니다.")]
        public string RejectLabel { get; init; } = "";

        /// <summary>How long an answer is waited for, in hours; null without end.</summary>
        [Field]
        [Range(0.01, 1080)]
        [Text("en", "Hours to answer", "How long an answer is waited for, up to 45 days; empty without end.")]
        [Text("ko", "답변 제한 시간(시간)", "답변을 얼마나 기다릴지 시간으로 씁니다. 최대 45일이며, 비워 두면 끝없이 기다립니다.")]
        public double? Hours { get; init; }

        /// <summary>What happens when nobody has answered in time.</summary>
        [Field(Advanced = true)]
        [Text("en", "If nobody answers", "What happens when the time is over.")]
        [Text("ko", "답변이 없으면", "시간이 지나면 어떻게 할지 정합니다.")]
        public AfterTime AfterTime { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>What is decided about, shown with the question and passed on; where it does not come, nobody is asked.</summary>
        [Text("en", "value", "What is decided about: shown with the question and passed on.")]
        [Text("ko", "값", "결정할 내용입니다. 질문과 함께 보여 주고 그대로 보냅니다.")]
        public required object Value { get; init; }

        /// <summary>The value of each variable that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Variables { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
