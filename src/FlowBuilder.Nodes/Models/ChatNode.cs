using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Models;

/// <summary>Asks a chat model and gives its answer as it comes.</summary>
[Node("model.chat", Category = NodeCategories.Models, Icon = "model", Network = true, Keywords = "llm gpt claude openai anthropic ollama ai 언어모델 질문 답변")]
[Text("en", "Chat model", "Sends a prompt to a language model and streams its answer.")]
[Text("ko", "채팅 모델", "언어 모델에 프롬프트를 보내고 답변을 실시간으로 받습니다.")]
[Guide("en", "The heart of most flows: one question, one answer. Put a \"Prompt\" before it; choose JSON as the answer format when other nodes read the answer. If the model should decide by itself which tools to call, and how often, take \"Agent\".")]
[Guide("ko", "대부분의 플로우에서 중심이 되는 노드로, 질문 하나에 답 하나를 받습니다. 앞에 \"프롬프트\"를 두고, 다른 노드가 답을 읽을 때는 답변 형식을 JSON으로 바꾸세요. 모델이 도구를 스스로 골라 여러 번 불러야 하면 \"에이전트\"를 쓰세요.")]
[Example("""{"connection": "openai", "model": "gpt-5-mini", "system": "Answer in three short sentences.", "temperature": 0.2}""")]
public sealed class ChatNode(IChatModels models) : Node<ChatSettings, ChatInputs>, ICheckedSettings<ChatSettings>
{
    /// <summary>The answer, piece by piece.</summary>
    [Text("en", "text", "The model's answer, as it comes.")]
    [Text("ko", "텍스트", "모델의 답변이 실시간으로 나옵니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The answer as JSON, where JSON was asked for.</summary>
    [Text("en", "json", "The answer as JSON; only when the answer format is JSON.")]
    [Text("ko", "JSON", "JSON으로 받은 답변입니다. 답변 형식이 JSON일 때만 나옵니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>What the answer took.</summary>
    [Text("en", "usage", "Tokens, cost and model of this answer.")]
    [Text("ko", "사용량", "이 답변의 토큰 수, 비용, 모델입니다.")]
    public static readonly OutputPort<JsonElement> Usage = new("usage");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(ChatSettings settings) => ChatAnswer.ProblemsOf(settings.Format, settings.Schema);

    /// <inheritdoc/>
    protected override bool IsDeterministic(ChatSettings settings) => settings.Reuse switch
    {
        AnswerReuse.Always => true,
        AnswerReuse.Never => false,
        _ => settings.Temperature == 0 || settings.Seed is not null || settings.Connection == ConnectionKind.Offline.Value,
    };

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        ChatSettings settings,
        ChatInputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = await models.OpenAsync(settings.Connection, settings.Model, context, cancellationToken).ConfigureAwait(false);
        var messages = ChatRequest.MessagesOf(settings.System, inputs.History, inputs.Prompt, inputs.Images);
        var options = ChatRequest.OptionsOf(settings, inputs);
        var tools = new ToolCalls(inputs.Tools ?? [], settings, context);
        var used = new UsageDetails();
        var answer = settings.Format == AnswerFormat.Text ? null : new StringBuilder();
        var length = 0;
        ChatFinishReason? finish;
        while (true)
        {
            var updates = new StreamedResponse();
            finish = null;
            await foreach (var update in model.Client.GetStreamingResponseAsync(messages, options, cancellationToken).ConfigureAwait(false))
            {
                updates.Add(update);
                finish = update.FinishReason ?? finish;
                if (update.Text is not { Length: > 0 } chunk) continue;
                answer?.Append(chunk);
                length += chunk.Length;
                yield return Text.Delta(chunk);
            }

            var response = updates.ToResponse();
            if (response.Usage is { } usage)
            {
                used.Add(usage);
                context.Report(ChatAnswer.UsageOf(usage, model.Price));
            }

            if (!await tools.AnswerAsync(response, messages, cancellationToken).ConfigureAwait(false)) break;
        }

        ChatAnswer.CheckComplete(length, finish);
        if (answer is not null) yield return Json.Value(ChatAnswer.Read(answer.ToString(), settings.Format, settings.Schema, finish));
        var total = ChatAnswer.UsageOf(used, model.Price);
        yield return Usage.Value(JsonSerializer.SerializeToElement(
            new { total.InputTokens, total.OutputTokens, total.Cost, model.Connection, model.Model, FinishReason = finish?.Value },
            CoreJson.Options));
    }
}
