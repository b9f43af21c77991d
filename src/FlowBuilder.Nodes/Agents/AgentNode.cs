using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Lets a model call tools, step by step, until it can answer.</summary>
[Node("agent.chat", Category = NodeCategories.Tools, Icon = "agent", Network = true, Keywords = "agent tool calling react autonomous assistant 에이전트 도구 호출 자율 비서")]
[Text("en", "Agent", "Lets a model call tools, one step after the other, until it can answer; every step is shown.")]
[Text("ko", "에이전트", "모델이 답할 수 있을 때까지 도구를 단계별로 호출하게 하고, 모든 단계를 보여 줍니다.")]
[Guide("en", "Use it when the way to the answer is not known beforehand: look something up, calculate, look again. Wire tools into it and give it limits. Where one question needs one answer, \"Chat model\" is quicker, cheaper and easier to check.")]
[Guide("ko", "찾아보고 계산하고 다시 찾는 것처럼 답에 이르는 길을 미리 알 수 없을 때 쓰세요. 도구를 연결하고 한도를 정하세요. 질문 하나에 답 하나면 \"채팅 모델\"이 더 빠르고 저렴하며 확인하기 쉽습니다.")]
public sealed class AgentNode(IChatModels models) : Node<AgentSettings, AgentInputs>, ICheckedSettings<AgentSettings>
{
    /// <summary>The answer, piece by piece.</summary>
    [Text("en", "text", "The agent's answer, as it comes.")]
    [Text("ko", "텍스트", "에이전트의 답변이 실시간으로 나옵니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The answer as JSON, where JSON was asked for.</summary>
    [Text("en", "json", "The answer as JSON; only when the answer format is JSON.")]
    [Text("ko", "JSON", "JSON으로 받은 답변입니다. 답변 형식이 JSON일 때만 나옵니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>What the agent did.</summary>
    [Text("en", "steps", "What the agent did, as a JSON list: what it thought, the tools with arguments and results, the limit that stopped it.")]
    [Text("ko", "단계", "에이전트가 한 일을 JSON 목록으로 내보냅니다. 생각, 도구의 인수와 결과, 멈추게 한 한도를 담습니다.")]
    public static readonly OutputPort<JsonElement> Steps = new("steps");

    /// <summary>What the answer took.</summary>
    [Text("en", "usage", "Tokens, cost, model and number of steps of this answer.")]
    [Text("ko", "사용량", "이 답변의 토큰 수, 비용, 모델, 단계 수입니다.")]
    public static readonly OutputPort<JsonElement> Usage = new("usage");

    /// <summary>The agent as a tool of another.</summary>
    [Text("en", "tool", "This agent as a tool of another agent or a supervisor.")]
    [Text("ko", "도구", "이 에이전트를 다른 에이전트나 감독자의 도구로 연결합니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(AgentSettings settings) => AgentChecks.ProblemsOf(settings);

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        AgentSettings settings,
        AgentInputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var agent = new AgentTool(AgentChecks.NameOf(settings, context), context.Title, settings, inputs.Tools ?? [], models, Team.None);
        yield return Tool.Value(new ToolValue(agent, agent.HasSideEffects));
        if (inputs.Prompt is null)
        {
            if (!context.IsWired(Tool.Id)) throw AgentChecks.NoPrompt();
            yield break;
        }

        var session = new AgentSession(agent, new StepPlace(context));
        var messages = ChatRequest.MessagesOf("", inputs.History, inputs.Prompt, inputs.Images);
        await foreach (var piece in session.RunAsync(messages, cancellationToken).ConfigureAwait(false)) yield return Text.Delta(piece);
        if (session.Json is { } json) yield return Json.Value(json);
        yield return Steps.Value(session.Record.ToJson());
        yield return Usage.Value(session.Usage);
    }
}
