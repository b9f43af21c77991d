using System.Runtime.CompilerServices;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Control;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Sends a value into the branch of the class that it belongs to, as a model says.</summary>
[Node("logic.classify", Category = NodeCategories.Logic, Icon = "switch", Network = true, Keywords = "classifier intent category route sort label triage 분류 의도 범주 라우팅 분기")]
[Text("en", "Classify", "Sends the value into the branch of the class that it belongs to, as a model decides.")]
[Text("ko", "분류하기", "모델이 어느 분류인지 정하고, 값을 그 분류의 갈래로 보냅니다.")]
[Guide("en", "Use it to sort mails, questions or reviews by what they are about, each class with a way of its own. Describe each class in a sentence; \"else\" takes what fits none.")]
[Guide("ko", "메일, 질문, 후기를 내용에 따라 나누고 갈래마다 다르게 처리할 때 쓰세요. 분류마다 한 문장으로 설명하고, 어디에도 맞지 않는 것은 \"그 외\"로 보냅니다.")]
public sealed class ClassifyNode(IChatModels models) : Node<ClassifySettings, ClassifyNode.Inputs>, IDynamicPorts<ClassifySettings>, ICheckedSettings<ClassifySettings>
{
    /// <summary>The class's name.</summary>
    [Text("en", "class", "The name of the class; nothing where the value went to \"else\".")]
    [Text("ko", "분류", "분류의 이름입니다. 값이 \"그 외\"로 갔으면 나오지 않습니다.")]
    public static readonly OutputPort<string> Class = new("class");

    /// <summary>How sure that is.</summary>
    [Text("en", "confidence", "How sure that is, 0 to 1.")]
    [Text("ko", "확신도", "얼마나 확실한지 0에서 1 사이로 나옵니다.")]
    public static readonly OutputPort<double> Confidence = new("confidence");

    /// <summary>Why.</summary>
    [Text("en", "reason", "Why, in a sentence.")]
    [Text("ko", "이유", "그렇게 분류한 이유입니다.")]
    public static readonly OutputPort<string> Reason = new("reason");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(ClassifySettings settings) =>
        Branches.PortsOf(settings.Classes.Select(choice => choice.Name).Where(name => name != Class.Id && name != Confidence.Id && name != Reason.Id));

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(ClassifySettings settings) =>
        Branches.ProblemsOf("classes", [.. settings.Classes.Select(choice => choice.Name)], Branches.Else, Class.Id, Confidence.Id, Reason.Id);

    /// <inheritdoc/>
    protected override bool IsDeterministic(ClassifySettings settings) => settings.Connection == ConnectionKind.Offline.Value;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        ClassifySettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var verdict = await JudgeAsync(settings, ItemValue.TextOf(inputs.Value), context, cancellationToken).ConfigureAwait(false);
        var isSure = verdict.Class is not null && verdict.Confidence >= settings.MinConfidence;
        yield return Branches.Give(isSure ? verdict.Class! : Branches.Else, inputs.Value);
        if (isSure) yield return Class.Value(verdict.Class!);
        yield return Confidence.Value(verdict.Confidence);
        yield return Reason.Value(verdict.Reason);
    }

    private async Task<ClassVerdict> JudgeAsync(ClassifySettings settings, string text, NodeContext context, CancellationToken cancellationToken)
    {
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        if (model.Client.GetService<ChatClientMetadata>()?.ProviderName == ConnectionKind.Offline.Value)
        {
            var (verdict, reason) = ClassLikeness.Judge(text, settings.Classes);
            return verdict with { Reason = reason.For(context.Language) };
        }

        var question = new ClassQuestion(settings.Classes, settings.Instructions);
        var messages = question.Ask(text);
        for (var isRepaired = false; ; isRepaired = true)
        {
            var answer = await model.Client.GetResponseAsync(messages, question.Options, cancellationToken).ConfigureAwait(false);
            if (answer.Usage is { } usage) context.Report(ChatAnswer.UsageOf(usage, model.Price));
            ChatAnswer.CheckComplete(answer.Text.Length, answer.FinishReason);
            if (question.Read(answer.Text) is { } verdict) return verdict;
            if (isRepaired)
            {
                return new ClassVerdict(null, 0, LocalText.Of(
                    "The model twice named something that is none of the classes.",
                    "모델이 두 번 모두 목록에 없는 분류를 답했습니다.").For(context.Language));
            }

            messages.AddRange([new ChatMessage(ChatRole.Assistant, answer.Text), question.Repair()]);
        }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value that is sorted and passed on.</summary>
        [Text("en", "value", "The value that is sorted and passed on.")]
        [Text("ko", "값", "분류해서 그대로 보낼 값입니다.")]
        public required object Value { get; init; }
    }
}
