using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Questions;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Testing.Nodes;

/// <summary>A node's context that a test can fill and look into.</summary>
public sealed class TestNodeContext : NodeContext
{
    private readonly Lock _gate = new();
    private readonly List<string> _retries = [];
    private readonly List<TestNodeStep> _steps = [];

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
    public override string? FlowId => Flow;

    /// <summary>The stored flow of the run; <c>flow</c> by default.</summary>
    public string? Flow { get; init; } = "flow";

    /// <inheritdoc/>
    public override JsonElement? Input { get; }

    /// <inheritdoc/>
    public override TimeProvider Time => Clock;

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override string IdempotencyKey => "run/node/1";

    /// <inheritdoc/>
    public override CultureInfo Language => Culture;

    /// <summary>The language of the run; English by default.</summary>
    public CultureInfo Culture { get; init; } = CultureInfo.GetCultureInfo("en");

    /// <inheritdoc/>
    public override PlaceholderVault Placeholders { get; } = new("flow");

    /// <summary>All that the node reported, added up.</summary>
    public TokenUsage Usage { get; private set; } = new(0, 0);

    /// <summary>The reasons of the retries, in English.</summary>
    public IReadOnlyList<string> Retries => _retries;

    /// <summary>The outputs that edges take on; none by default.</summary>
    public IReadOnlyCollection<string> Wired { get; init; } = [];

    /// <inheritdoc/>
    public override bool IsWired(string port) => Wired.Contains(port);

    /// <inheritdoc/>
    public override SubFlow? ReadFlow(JsonElement setting) => null;

    /// <inheritdoc/>
    public override IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        CancellationToken cancellationToken) => throw new NotSupportedException("A node that runs a flow is tried in a run, by a FlowHarness.");

    /// <summary>The steps that the node told, in the order in which they began.</summary>
    public IReadOnlyList<TestNodeStep> Steps
    {
        get
        {
            lock (_gate) return [.. _steps];
        }
    }

    /// <inheritdoc/>
    public override NodeStep BeginStep(string name, StepInfo info) => Begin("node", name, info, outer: null);

    /// <summary>Adds a step below a path.</summary>
    internal TestNodeStep Begin(string parent, string name, StepInfo info, TestNodeStep? outer)
    {
        lock (_gate)
        {
            var place = $"{parent}/{name}";
            var step = new TestNodeStep(this, $"{place}[{_steps.Count(other => other.Path.StartsWith(place + "[", StringComparison.Ordinal)) + 1}]", info, outer);
            _steps.Add(step);
            return step;
        }
    }

    /// <summary>What people answer when the node asks; nobody answers by default.</summary>
    public Func<HumanQuestion, HumanAnswer?> OnQuestion { get; init; } = _ => null;

    /// <inheritdoc/>
    public override Task<HumanAnswer?> AskAsync(HumanQuestion question, CancellationToken cancellationToken)
    {
        TellTimeHalted(true);
        var answer = OnQuestion(question);
        TellTimeHalted(false);
        return Task.FromResult(answer);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyDictionary<string, object>> RepeatFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        int number,
        CancellationToken cancellationToken) => throw new NotSupportedException("A node that runs a flow is tried in a run, by a FlowHarness.");

    /// <inheritdoc/>
    public override FlowInterface InterfaceOf(SubFlow flow) => throw new NotSupportedException("A node that runs a flow is tried in a run, by a FlowHarness.");

    /// <inheritdoc/>
    public override void ReportProgress(int done, int total, int failed)
    {
    }

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
