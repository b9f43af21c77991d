using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>An agent at work on one conversation, together with those it hands the conversation over to.</summary>
/// <remarks>Used once.</remarks>
internal sealed class AgentSession
{
    private const int MostHandOvers = 8;

    private readonly AgentTool _agent;
    private readonly StepPlace _place;
    private AgentWork? _work;
    private TokenUsage _used = new(0, 0);
    private AgentLimit? _limit;
    private int _steps;

    /// <summary>Makes it ready.</summary>
    /// <param name="agent">The agent that begins.</param>
    /// <param name="place">Where its steps go.</param>
    public AgentSession(AgentTool agent, StepPlace place)
    {
        var notes = place.Notes ?? (agent.Team.SharesNotes ? new SharedNotes() : null);
        (_agent, _place) = (agent, place with { Notes = notes });
    }

    /// <summary>What was done, by all of them.</summary>
    public AgentRecord Record { get; } = new();

    /// <summary>The answer as JSON, where JSON was asked for.</summary>
    public JsonElement? Json { get; private set; }

    /// <summary>The notes, or null where none are shared.</summary>
    public SharedNotes? Notes => _place.Notes;

    /// <summary>Tokens, cost, model, steps, and the limit that stopped them.</summary>
    public JsonElement Usage => JsonSerializer.SerializeToElement(
        new
        {
            _used.InputTokens,
            _used.OutputTokens,
            _used.Cost,
            _work?.Model.Connection,
            _work?.Model.Model,
            Steps = _steps,
            Record.ToolCalls,
            Limit = _limit is { } limit ? AgentRecord.NameOf(limit) : null,
        },
        CoreJson.Options);

    /// <summary>Works to the answer, and gives it as it comes.</summary>
    /// <exception cref="Core.Faults.NodeException">A limit was reached where that is a failure, or a model failed.</exception>
    public async IAsyncEnumerable<string> RunAsync(List<ChatMessage> messages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (current, place) = (_agent, _place);
        NodeStep? step = null;
        var handed = "";
        for (var handOvers = 0; ; handOvers++)
        {
            _work = await current.OpenAsync(place.Node, cancellationToken).ConfigureAwait(false);
            var mayHandOver = handOvers < MostHandOvers;
            var loop = new AgentLoop(_work, place, mayHandOver || _agent.Team.Delegation == Delegation.Tasks ? OthersFor(current) : [], $"{_agent.Team.InstructionsFor(current, current == _agent)}{handed}".Trim());
            await foreach (var piece in loop.RunAsync(messages, cancellationToken).ConfigureAwait(false))
            {
                step?.Delta(piece);
                yield return piece;
            }

            Take(loop);
            step?.Complete();
            if (loop.HandedOver is not { } next) yield break;
            messages = WithoutCalls(messages);
            handed = NoteFrom(current, next.Task, Record);
            current = next.Worker;
            step = _place.Begin(current.Name, new StepInfo(StepKind.Agent, LocalText.Verbatim(current.Title)) { Arguments = JsonSerializer.SerializeToElement(new { next.Task }, CoreJson.Options) });
            place = _place with { Step = step };
        }
    }

    private IEnumerable<ToolValue> OthersFor(AgentTool current)
    {
        var others = _agent.Team.Workers.Where(worker => worker != current);
        if (_agent.Team.Delegation == Delegation.HandOver) return others.Select(worker => new ToolValue(new HandOverTool(worker), HasSideEffects: false));
        return current == _agent ? others.Select(worker => new ToolValue(worker, worker.HasSideEffects)) : [];
    }

    private void Take(AgentLoop loop)
    {
        Record.Append(loop.Record);
        _used += loop.Used;
        _steps += loop.Steps;
        _limit = loop.Limit;
        Json = loop.Json;
    }

    // Another model, perhaps of another provider, goes on: calls of tools that it does not have would only confuse it.
    private static List<ChatMessage> WithoutCalls(List<ChatMessage> messages) =>
        [.. messages.Where(message => message.Role != ChatRole.Tool && message.Text.Length > 0 && !message.Contents.OfType<FunctionCallContent>().Any())];

    private static string NoteFrom(AgentTool from, string task, AgentRecord record)
    {
        var findings = record.Findings();
        return $"\n\n{from.Name} handed this conversation over to you. What is left to do: {task}{(findings.Length > 0 ? $"\n\nWhat is known so far:\n{findings}" : "")}";
    }
}
