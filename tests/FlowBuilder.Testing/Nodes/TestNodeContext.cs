using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Testing.Nodes;

/// <summary>A node's context that a test can fill and look into.</summary>
public sealed class TestNodeContext : NodeContext
{
    private readonly Lock _gate = new();
    private readonly List<string> _retries = [];

    /// <summary>A context; for a flow input with the value that was given.</summary>
    /// <param name="input">The value, as anything that has a JSON form; null for none.</param>
    public TestNodeContext(object? input = null) =>
        Input = input is null ? null : JsonSerializer.SerializeToElement(input, input.GetType(), CoreJson.Options);

    /// <inheritdoc/>
    public override NodeId NodeId { get; } = new("node");

    /// <inheritdoc/>
    public override string Title => "Node";

    /// <inheritdoc/>
    public override string RunId => "run";

    /// <inheritdoc/>
    public override string? Session => Conversation;

    /// <summary>The conversation of the run; none by default.</summary>
    public string? Conversation { get; init; }

    /// <inheritdoc/>
    public override string? User => Person;

    /// <summary>The person of the run; none by default.</summary>
    public string? Person { get; init; }

    /// <inheritdoc/>
    public override string? FlowId => "flow";

    /// <inheritdoc/>
    public override JsonElement? Input { get; }

    /// <inheritdoc/>
    public override TimeProvider Time => Clock;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override string IdempotencyKey => "run/node/1";

    /// <summary>All that the node reported, added up.</summary>
    public TokenUsage Usage { get; private set; } = new(0, 0);

    /// <summary>The reasons of the retries, in English.</summary>
    public IReadOnlyList<string> Retries => _retries;

    /// <inheritdoc/>
    public override SubFlow? ReadFlow(JsonElement setting) => null;

    /// <inheritdoc/>
    public override IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        CancellationToken cancellationToken) => throw new NotSupportedException("A node that runs a flow is tried in a run, by a FlowHarness.");

    /// <inheritdoc/>
    public override void Report(TokenUsage usage)
    {
        lock (_gate) Usage += usage;
    }

    /// <inheritdoc/>
    public override void OnRetry(int attempt, TimeSpan delay, LocalText reason)
    {
        lock (_gate) _retries.Add(reason.English);
    }
}
