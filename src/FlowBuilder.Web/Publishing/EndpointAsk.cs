using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Budgets;

namespace FlowBuilder.Web.Publishing;

/// <summary>What a caller asks of an endpoint, in whatever protocol it was said.</summary>
internal sealed record EndpointAsk
{
    /// <summary>The flow's inputs, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>A chat message, for the input that the flow takes messages with; null for a caller that names its inputs.</summary>
    public AskedMessage? Message { get; init; }

    /// <summary>The conversation that the call belongs to: it keeps its version while the traffic stays. Null for none.</summary>
    public string? Session { get; init; }

    /// <summary>The person on whose behalf it is, or null. Only callers with a key are believed.</summary>
    public string? User { get; init; }

    /// <summary>Settings that differ for this run only: node id → setting → value. Only those that the owner opened are taken.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, JsonElement>>.Empty;

    /// <summary>What the run may use; it can only tighten what the flow, the key and the installation say. Null for no more than that.</summary>
    public Budget? Budget { get; init; }

    /// <summary>What makes repeating the call harmless, or null.</summary>
    public string? IdempotencyKey { get; init; }
}
