using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>What was asked of a run, in the form in which it is kept until the run ends.</summary>
internal sealed record RunStart
{
    public required RunDurability Durability { get; init; }

    public required string Language { get; init; }

    public IReadOnlyDictionary<string, JsonElement> Inputs { get; init; } = ImmutableDictionary<string, JsonElement>.Empty;

    public string? Session { get; init; }

    public string? User { get; init; }

    public string? FlowId { get; init; }

    public EndpointVersion? Endpoint { get; init; }

    public Budget? Budget { get; init; }

    public KeyBudget? Key { get; init; }

    /// <summary>Whether it is given what was recorded. What a run records itself ends with the program.</summary>
    public bool IsReplay { get; init; }

    public IReadOnlyList<Given> Seeds { get; init; } = [];

    public IReadOnlyDictionary<string, string[]> SeedsAfter { get; init; } = ImmutableDictionary<string, string[]>.Empty;

    public IReadOnlyList<string> Pinned { get; init; } = [];

    public IReadOnlyList<string> Fresh { get; init; } = [];

    /// <summary>What is kept of a request.</summary>
    public static RunStart Of(RunRequest request, KeyBudget? key, RunDurability durability, CultureInfo language) => new()
    {
        Durability = durability,
        Language = language.Name,
        Inputs = request.Inputs,
        Session = request.Session,
        User = request.User,
        FlowId = request.FlowId,
        Endpoint = request.Endpoint,
        Budget = request.Budget,
        Key = key,
        IsReplay = request.Tape?.Mode == RecordingMode.Replay,
        Seeds = [.. request.Seeds.Select(seed => new Given(
            seed.Key.Value, [.. seed.Value.Select(output => new NodeOutputGiven { Node = seed.Key.Value, Port = output.Key, Output = output.Value })]))],
        SeedsAfter = request.SeedsAfter.ToDictionary(seed => seed.Key.Value, seed => seed.Value.Select(node => node.Value).ToArray()),
        Pinned = [.. request.Pinned.Select(node => node.Value)],
        Fresh = [.. request.Fresh.Select(node => node.Value)],
    };

    /// <summary>The request of the run that goes on.</summary>
    public RunRequest ToRequest(string runId) => new()
    {
        RunId = runId,
        Inputs = Inputs,
        Session = Session,
        User = User,
        FlowId = FlowId,
        Endpoint = Endpoint,
        Budget = Budget,
        Seeds = Seeds.ToDictionary(
            seed => new NodeId(seed.Node), seed => seed.Outputs.Select(output => KeyValuePair.Create(output.Port, output.Output)).ToImmutableArray()),
        SeedsAfter = SeedsAfter.ToDictionary(
            seed => new NodeId(seed.Key), seed => (IReadOnlySet<NodeId>)seed.Value.Select(node => new NodeId(node)).ToHashSet()),
        Pinned = Pinned.Select(node => new NodeId(node)).ToHashSet(),
        Fresh = Fresh.Select(node => new NodeId(node)).ToHashSet(),
    };

    /// <summary>Whether a tool is among the known outputs: only its name is kept.</summary>
    public bool NeedsTools => Seeds.Any(seed => seed.Outputs.Any(output => output.Output.Type == PortType.Tool));

    /// <summary>What a node is known to give.</summary>
    internal sealed record Given(string Node, IReadOnlyList<NodeOutputGiven> Outputs);
}
