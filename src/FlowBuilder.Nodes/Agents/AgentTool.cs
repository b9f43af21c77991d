using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>An agent as a tool of another: it is given a task, works at it by its own settings, and its answer is the result.</summary>
/// <param name="name">What it is called.</param>
/// <param name="title">What people call it.</param>
/// <param name="settings">Its settings.</param>
/// <param name="tools">Its tools.</param>
/// <param name="models">Where its model comes from.</param>
/// <param name="team">Who works under it.</param>
internal sealed class AgentTool(string name, string title, AgentSettings settings, IReadOnlyList<ToolValue> tools, IChatModels models, Team team) : AIFunction
{
    private static readonly JsonElement Parameters = JsonSerializer.Deserialize<JsonElement>(
        """{ "type": "object", "properties": { "task": { "type": "string", "description": "What the agent is to do, with everything that it must know: it sees nothing else." } }, "required": ["task"], "additionalProperties": false }""");

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => settings.ToolDescription.Length > 0 ? settings.ToolDescription : $"The agent {name}: give it a task, and it answers.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Parameters;

    /// <summary>Whether it may change something outside by its own tools.</summary>
    public bool HasSideEffects =>
        settings.ChangingTools == ChangingTools.Allow && (tools.Any(tool => tool.HasSideEffects) || team.Workers.Any(worker => worker.HasSideEffects));

    /// <summary>What people call it.</summary>
    public string Title => title;

    /// <summary>Who works under it.</summary>
    public Team Team => team;

    /// <summary>Makes it ready to work for a node.</summary>
    public async ValueTask<AgentWork> OpenAsync(ICallObserver observer, CancellationToken cancellationToken) =>
        new(name, settings, await models.OpenAsync(settings.Connection, settings.Model, observer, cancellationToken).ConfigureAwait(false), tools);

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var caller = ToolCaller.Of(arguments) ?? throw new NodeException("agent.no-caller", LocalText.Of(
            $"The agent \"{name}\" can only work for a node that calls tools in a run.",
            $"에이전트 \"{name}\"은(는) 실행 중에 도구를 호출하는 노드를 위해서만 일할 수 있습니다."));
        var session = new AgentSession(this, new StepPlace(caller.Node, caller.Step, Given<SharedNotes>(arguments)));
        var task = arguments.GetValueOrDefault("task") is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString()! : arguments.GetValueOrDefault("task")?.ToString() ?? "";
        var answer = new StringBuilder();
        await foreach (var piece in session.RunAsync(ChatRequest.MessagesOf("", null, task, null), cancellationToken).ConfigureAwait(false))
        {
            answer.Append(piece);
            caller.Step.Delta(piece);
        }

        return answer.ToString();
    }

    private static T? Given<T>(AIFunctionArguments arguments)
        where T : class => arguments.Context!.TryGetValue(typeof(T), out var given) ? given as T : null;
}
