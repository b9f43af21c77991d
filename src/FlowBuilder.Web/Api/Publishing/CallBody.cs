using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>What a caller sends to an endpoint. Never a graph: what runs is what was published.</summary>
internal sealed record CallBody
{
    /// <summary>The flow's inputs, by name.</summary>
    public Dictionary<string, JsonElement>? Inputs { get; init; }

    /// <summary>The conversation that the call belongs to.</summary>
    public string? Session { get; init; }

    /// <summary>The person on whose behalf it is: whose long-term memory it is. Taken from callers with a key only.</summary>
    public string? User { get; init; }

    /// <summary>Settings that differ for this run only: node id → setting → value. Only those that the owner opened are taken.</summary>
    public Dictionary<string, Dictionary<string, JsonElement>>? Settings { get; init; }

    /// <summary>What the run may use: cost, tokens, seconds. It can only tighten what the flow, the key and the installation say.</summary>
    public Budget? Budget { get; init; }

    /// <summary>What is asked of the endpoint.</summary>
    public EndpointAsk ToAsk(string? idempotencyKey) => new()
    {
        Inputs = Inputs ?? [],
        Session = Session,
        User = User,
        Settings = Settings?.Where(node => node.Value is not null).ToImmutableDictionary(node => node.Key, node => (IReadOnlyDictionary<string, JsonElement>)node.Value)
            ?? ImmutableDictionary<string, IReadOnlyDictionary<string, JsonElement>>.Empty,
        Budget = RunBody.Checked(Budget),
        IdempotencyKey = idempotencyKey,
    };
}
