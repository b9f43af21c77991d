using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;

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
    };
}
