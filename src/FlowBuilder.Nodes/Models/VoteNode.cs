using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Asks several models the same at once, and takes what most say, what a judge finds best, or all of it.</summary>
[Node("model.vote", Category = NodeCategories.Models, Icon = "vote", Network = true, Keywords = "ensemble majority compare judge several models fan-out 투표 다수결 비교 심사 여러 모델 앙상블")]
[Text("en", "Ask several models", "Sends one prompt to several models at once: the majority, the best by a judge, or all answers side by side.")]
[Text("ko", "여러 모델에 묻기", "같은 프롬프트를 여러 모델에 동시에 보냅니다. 다수결로 정하거나, 심사로 고르거나, 모든 답변을 나란히 봅니다.")]
[Guide("en", "Use it when one answer is not certain enough, or to find out which model fits your task: majority for short answers such as a class, a judge for longer texts, all to compare. It costs as much as all models together.")]
[Guide("ko", "답 하나로는 미덥지 않거나 어느 모델이 맞는지 알아볼 때 쓰세요. 분류처럼 짧은 답에는 다수결, 긴 글에는 심사, 비교에는 나란히 모두가 좋습니다. 비용은 모든 모델을 합한 만큼 듭니다.")]
[Example("""{"models": [{"connection": "openai", "model": "gpt-5-mini"}, {"connection": "anthropic", "model": "claude-haiku-4-5"}], "mode": "best", "criteria": "Short, friendly and correct."}""")]
public sealed class VoteNode(IChatModels models) : Node<VoteSettings, VoteNode.Inputs>, ICheckedSettings<VoteSettings>
{
    private const int MostMembers = 16;

    /// <summary>The answer that was chosen, or all of them.</summary>
    [Text("en", "text", "The answer that was chosen, or all of them side by side.")]
    [Text("ko", "텍스트", "선택된 답변 또는 나란히 놓은 모든 답변입니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>Who said what.</summary>
    [Text("en", "answers", "Who said what: connection, model, text, votes and whether it was chosen.")]
    [Text("ko", "답변 목록", "누가 무엇을 답했는지 연결, 모델, 텍스트, 득표수, 선택 여부를 담은 목록입니다.")]
    public static readonly OutputPort<JsonElement> Answers = new("answers");

    /// <summary>Why the answer was chosen.</summary>
    [Text("en", "reason", "Why the answer was chosen.")]
    [Text("ko", "이유", "그 답변을 선택한 이유입니다.")]
    public static readonly OutputPort<string> Reason = new("reason");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(VoteSettings settings)
    {
        if (settings.Models.Count > MostMembers)
        {
            yield return new SettingProblem("vote.too-many", "models", LocalText.Of(
                $"{settings.Models.Count} models are listed; {MostMembers} are the most.",
                $"모델이 {settings.Models.Count}개 있습니다. {MostMembers}개까지 쓸 수 있습니다."));
        }
    }

    /// <inheritdoc/>
    protected override bool IsDeterministic(VoteSettings settings) =>
        settings.Models.All(member => member.Connection == ConnectionKind.Offline.Value) && settings.Judge == ConnectionKind.Offline.Value;

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        VoteSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answers = await AskAllAsync(settings, inputs, context, cancellationToken).ConfigureAwait(false);
        var (marked, reason) = await ChooseAsync(settings, inputs.Prompt, answers, context, cancellationToken).ConfigureAwait(false);
        yield return Text.Value(settings.Mode == VoteMode.All
            ? string.Join("\n\n", marked.Select(answer => $"### {answer.Who}\n\n{answer.Text ?? answer.Error}"))
            : marked.First(answer => answer.IsChosen).Text!);
        yield return Answers.Value(JsonSerializer.SerializeToElement(
            marked.Select(answer => new { answer.Connection, answer.Model, answer.Text, answer.Error, answer.Votes, Chosen = answer.IsChosen }),
            CoreJson.Options));
        if (reason.Length > 0) yield return Reason.Value(reason);
    }

    private async Task<IReadOnlyList<VoteAnswer>> AskAllAsync(VoteSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        var (done, failed) = (0, 0);
        var gate = new Lock();
        NodeException? first = null;
        context.ReportProgress(0, settings.Models.Count, 0);
        var answers = await Task.WhenAll(settings.Models.Select(AskAsync)).ConfigureAwait(false);
        return first is not null && answers.All(answer => answer.Text is null) ? throw first : answers;

        // One model that fails does not silence the others.
        async Task<VoteAnswer> AskAsync(VoteMember member)
        {
            VoteAnswer answer;
            try
            {
                answer = await AskOneAsync(settings, member, inputs, context, cancellationToken).ConfigureAwait(false);
            }
            catch (NodeException failure)
            {
                answer = new VoteAnswer(member.Connection, member.Model, null, failure.Text.For(context.Language));
                lock (gate) (first, failed) = (first ?? failure, failed + 1);
            }

            lock (gate) context.ReportProgress(++done, settings.Models.Count, failed);
            return answer;
        }
    }

    private async Task<VoteAnswer> AskOneAsync(VoteSettings settings, VoteMember member, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        var model = await models.OpenAsync(member.Connection, member.Model, context, cancellationToken).ConfigureAwait(false);
        var messages = ChatRequest.MessagesOf(settings.System, inputs.History, inputs.Prompt, images: null);
        var options = new ChatOptions { Temperature = (float?)settings.Temperature };
        var answer = await model.Client.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
        if (answer.Usage is { } usage) context.Report(ChatAnswer.UsageOf(usage, model.Price));
        ChatAnswer.CheckComplete(answer.Text.Length, answer.FinishReason);
        return new VoteAnswer(model.Connection, model.Model, answer.Text, null);
    }

    private async Task<(IReadOnlyList<VoteAnswer> Answers, string Reason)> ChooseAsync(
        VoteSettings settings, string prompt, IReadOnlyList<VoteAnswer> answers, NodeContext context, CancellationToken cancellationToken)
    {
        if (settings.Mode == VoteMode.All) return (answers, "");
        if (settings.Mode == VoteMode.Majority)
        {
            var counted = VoteCount.Majority(answers);
            var chosen = counted.First(answer => answer.IsChosen);
            var (votes, all) = (chosen.Votes, answers.Count(answer => answer.Text is not null));
            return (counted, LocalText.Of($"{votes} of {all} gave this answer.", $"{all}개 중 {votes}개가 이 답변을 냈습니다.").For(context.Language));
        }

        var judge = await models.OpenAsync(settings.Judge, settings.JudgeModel, context, cancellationToken).ConfigureAwait(false);
        if (judge.Client.GetService<ChatClientMetadata>()?.ProviderName == ConnectionKind.Offline.Value)
        {
            var (index, words) = VoteCount.MostAlike(answers);
            return (VoteCount.Choose(answers, index), words.For(context.Language));
        }

        var (best, reason) = await new VoteJudge(judge, settings.Criteria, context).ChooseAsync(prompt, answers, cancellationToken).ConfigureAwait(false);
        return (VoteCount.Choose(answers, best), reason);
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The question or instruction.</summary>
        [Text("en", "prompt", "What the models are asked.")]
        [Text("ko", "프롬프트", "모델들에 보내는 질문이나 지시입니다.")]
        public required string Prompt { get; init; }

        /// <summary>What was said before.</summary>
        [Text("en", "history", "The conversation so far, sent before the prompt.")]
        [Text("ko", "대화 기록", "지금까지의 대화입니다. 프롬프트보다 먼저 보냅니다.")]
        public MessageList? History { get; init; }
    }
}
