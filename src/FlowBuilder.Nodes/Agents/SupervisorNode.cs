using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Leads other agents: gives them tasks and answers from what they found, or hands the conversation over to one.</summary>
[Node("agent.supervisor", Category = NodeCategories.Tools, Icon = "branch", Network = true, Keywords = "agent supervisor team workers multi-agent hand-off delegate crew 에이전트 감독자 팀 작업자 다중 에이전트 위임 협업")]
[Text("en", "Supervisor", "Leads named agents: gives them tasks and answers from what they found, or hands the conversation over to the best one.")]
[Text("ko", "감독자", "이름 있는 에이전트들을 이끕니다. 작업을 맡겨 결과로 답하거나 가장 알맞은 에이전트에 대화를 넘깁니다.")]
[Guide("en", "Use it when one agent would need too many tools or too long instructions: give each worker one job, and let the supervisor choose. Each task is a model call or more, so begin with one \"Agent\" and split it when it gets confused.")]
[Guide("ko", "에이전트 하나가 쓰기에는 도구나 지시가 너무 많을 때 쓰세요. 작업자마다 한 가지 일을 맡기고 감독자가 고르게 합니다. 작업마다 모델을 한 번 이상 부르므로 \"에이전트\" 하나로 시작해 헷갈려 할 때 나누세요.")]
public sealed class SupervisorNode(IChatModels models) : Node<SupervisorSettings, SupervisorInputs>, ICheckedSettings<SupervisorSettings>
{
    /// <summary>The answer, piece by piece.</summary>
    [Text("en", "text", "The answer, as it comes: the supervisor's, or that of the worker who took over.")]
    [Text("ko", "텍스트", "감독자 또는 대화를 이어받은 작업자의 답변이 실시간으로 나옵니다.")]
    public static readonly OutputPort<string> Text = new("text");

    /// <summary>The answer as JSON, where JSON was asked for.</summary>
    [Text("en", "json", "The answer as JSON; only when the answer format is JSON.")]
    [Text("ko", "JSON", "JSON으로 받은 답변입니다. 답변 형식이 JSON일 때만 나옵니다.")]
    public static readonly OutputPort<JsonElement> Json = new("json");

    /// <summary>What was done.</summary>
    [Text("en", "steps", "What the supervisor did, as a JSON list: what it thought, whom it asked, what they answered.")]
    [Text("ko", "단계", "감독자가 한 일을 JSON 목록으로 내보냅니다. 생각, 맡긴 작업과 작업자의 답을 담습니다.")]
    public static readonly OutputPort<JsonElement> Steps = new("steps");

    /// <summary>What the agents noted.</summary>
    [Text("en", "notes", "The shared notes at the end, as JSON: texts by title.")]
    [Text("ko", "메모", "끝났을 때의 공유 메모를 제목별 텍스트 JSON으로 내보냅니다.")]
    public static readonly OutputPort<JsonElement> Notes = new("notes");

    /// <summary>What the answer took.</summary>
    [Text("en", "usage", "Tokens, cost, model and number of steps of this answer, workers included.")]
    [Text("ko", "사용량", "작업자를 포함한 이 답변의 토큰 수, 비용, 모델, 단계 수입니다.")]
    public static readonly OutputPort<JsonElement> Usage = new("usage");

    /// <summary>The team as a tool of another agent.</summary>
    [Text("en", "tool", "The supervisor with its workers as a tool of another agent.")]
    [Text("ko", "도구", "감독자와 작업자를 다른 에이전트의 도구로 연결합니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(SupervisorSettings settings) => AgentChecks.ProblemsOf(settings);

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        SupervisorSettings settings,
        SupervisorInputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var workers = inputs.Workers.Select(worker => worker.Function).OfType<AgentTool>().ToList();
        var tools = inputs.Workers.Where(worker => worker.Function is not AgentTool).Concat(inputs.Tools ?? []).ToList();
        var agent = new AgentTool(AgentChecks.NameOf(settings, context), context.Title, settings, tools, models, new Team(workers, settings.Delegation, settings.SharesNotes));
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
        if (session.Notes is { } notes) yield return Notes.Value(notes.ToJson());
        yield return Usage.Value(session.Usage);
    }
}
