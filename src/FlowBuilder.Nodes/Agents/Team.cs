namespace FlowBuilder.Nodes.Agents;

/// <summary>Who works under an agent.</summary>
/// <param name="Workers">The workers.</param>
/// <param name="Delegation">How they come to their work.</param>
/// <param name="SharesNotes">Whether all of them share notes.</param>
internal sealed record Team(IReadOnlyList<AgentTool> Workers, Delegation Delegation, bool SharesNotes)
{
    /// <summary>Nobody.</summary>
    public static readonly Team None = new([], Delegation.Tasks, SharesNotes: false);

    /// <summary>What an agent is told of the workers beside it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="isLeader">Whether it leads them.</param>
    public string InstructionsFor(AgentTool agent, bool isLeader)
    {
        var others = Workers.Where(worker => worker != agent).ToList();
        if (others.Count == 0) return "";
        var list = string.Join('\n', others.Select(worker => $"- {worker.Name}: {worker.Description}"));
        return Delegation == Delegation.HandOver
            ? $"{(isLeader ? "Hand the conversation over to the worker who fits it best" : "Answer yourself, or hand the conversation over where another fits it better")}. The workers:\n{list}"
            : $"You lead workers. Give each a task that says everything it must know, several at once where they do not need one another's results; then answer from what they found. The workers:\n{list}";
    }
}
