using System.Text.Json;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Hands the conversation over to another agent, who answers in the place of the one that calls this.</summary>
internal sealed class HandOverTool(AgentTool worker) : AIFunction
{
    private static readonly JsonElement Parameters = JsonSerializer.Deserialize<JsonElement>(
        """{ "type": "object", "properties": { "task": { "type": "string", "description": "What is left to do, with everything that must be known for it." } }, "required": ["task"], "additionalProperties": false }""");

    /// <summary>Who takes over.</summary>
    public AgentTool Worker => worker;

    /// <inheritdoc/>
    public override string Name => $"hand_over_to_{worker.Name}";

    /// <inheritdoc/>
    public override string Description => $"Hands the conversation over to {worker.Name}, who then answers. {worker.Description}";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Parameters;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        new($"The conversation goes over to {worker.Name}.");
}
