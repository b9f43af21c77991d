using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What a caller sends to run a flow; an empty object runs it as it is.</summary>
internal sealed record RunBody
{
    /// <summary>The flow's inputs, by name.</summary>
    public Dictionary<string, JsonElement>? Inputs { get; init; }

    /// <summary>The conversation that the run belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>The person on whose behalf it runs: whose long-term memory it is.</summary>
    public string? User { get; init; }

    /// <summary>Settings that differ for this run only: node id → setting → value.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>>? Settings { get; init; }

    /// <summary>Run this node and what lies below it anew, and take the rest from the flow's latest run.</summary>
    public string? From { get; init; }

    /// <summary>What the run may use: cost, tokens, seconds. It can only tighten what the flow and the installation say.</summary>
    public Budget? Budget { get; init; }

    /// <summary>record: what models and tools answer is added to the flow's recording; replay: the recording answers instead of them; left out, the connections say.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>What of the run outlives an unexpected end of the program: node (every finished node; the default), run (its start), none.</summary>
    public RunDurability? Durability { get; init; }

    /// <summary>The command to run a stored flow so.</summary>
    public RunCommand ToCommand(StoredFlow stored) => new(stored.Flow)
    {
        FlowId = stored.Id,
        Inputs = Inputs ?? [],
        Session = Session,
        User = User,
        Settings = Settings?.Where(node => node.Value is not null).ToImmutableDictionary(node => node.Key, node => (IReadOnlyDictionary<string, JsonElement>)node.Value)
            ?? ImmutableDictionary<string, IReadOnlyDictionary<string, JsonElement>>.Empty,
        From = From,
        Budget = Checked(Budget),
        Recording = Recording,
        Durability = Durability ?? RunDurability.Node,
    };

    /// <summary>A budget that a caller sent.</summary>
    /// <exception cref="RunRefusedException">A number of it is out of range.</exception>
    public static Budget? Checked(Budget? budget) => BudgetChecks.ProblemsOf(budget, "$.budget") is [_, ..] problems
        ? throw new RunRefusedException([.. problems])
        : budget is { IsEmpty: true } ? null : budget;
}
