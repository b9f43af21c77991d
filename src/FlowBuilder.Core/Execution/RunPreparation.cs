using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>Works a command's wishes into flow and request: other settings for one run, a run from a node on.</summary>
/// <param name="catalogue">The node types, for the names of settings.</param>
public sealed class RunPreparation(NodeCatalogue catalogue)
{
    /// <summary>The flow with other settings.</summary>
    /// <exception cref="RunRefusedException">A node or a setting is not there; every one is named.</exception>
    public Flow WithSettings(Flow flow, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> settings)
    {
        if (settings.Count == 0) return flow;
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        var nodes = flow.Nodes.ToBuilder();
        foreach (var (id, values) in settings)
        {
            var index = flow.Nodes.ToList().FindIndex(node => node.Id.Value == id);
            if (index < 0)
            {
                problems.Add(Problem("override.unknown-node", $"$.settings.{id}", NoNode(flow, id)));
                continue;
            }

            var type = catalogue.Find(nodes[index].Type);
            foreach (var (name, value) in values)
            {
                if (type is not null && type.FindField(name) is null)
                    problems.Add(Problem("override.unknown-setting", $"$.settings.{id}.{name}", NoSetting(type, id, name)));
                nodes[index] = nodes[index] with { Settings = nodes[index].Settings.With(name, value) };
            }
        }

        return problems.Count == 0 ? flow with { Nodes = nodes.ToImmutable() } : throw new RunRefusedException(problems.ToImmutable());
    }

    /// <summary>A request that runs one node and what lies below it anew, and takes the rest from an earlier run as far as that has it.</summary>
    /// <exception cref="RunRefusedException">There is no such node.</exception>
    public static RunRequest From(Flow flow, FlowPlan plan, string from, RunRequest request, RunSnapshot? latest)
    {
        var start = new NodeId(from);
        if (flow.Find(start) is null) throw new RunRefusedException([Problem("run.unknown-node", "$.from", NoNode(flow, from))]);
        var below = PartialRun.Below(flow, start);
        var seeds = ResultsOf(latest).RemoveRange(below).RemoveRange(RunBound(flow, plan.Compiler.Catalogue)).SetItems(request.Seeds);
        return request with
        {
            Seeds = seeds,
            Fresh = below,
            Inputs = request.Inputs.Count > 0 || latest is null ? request.Inputs : StillTaken(plan, latest.Inputs),
        };
    }

    /// <summary>What the nodes of a run that ended well gave, by node; empty for no run.</summary>
    public static ImmutableDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> ResultsOf(RunSnapshot? run) =>
        (run?.Nodes ?? []).Where(node => node.Value.Status == NodeStatus.Completed)
            .ToImmutableDictionary(node => new NodeId(node.Key), node => node.Value.Outputs);

    /// <summary>The nodes whose outputs mean something in their own run only.</summary>
    internal IReadOnlySet<NodeId> RunBound(Flow flow) => RunBound(flow, catalogue);

    private static HashSet<NodeId> RunBound(Flow flow, NodeCatalogue catalogue) =>
        [.. flow.Nodes.Where(node => catalogue.Find(node.Type) is { IsRunBound: true }).Select(node => node.Id)];

    /// <summary>A request for a part of a flow, with those inputs that the part takes: the given ones, else an earlier run's.</summary>
    internal static RunRequest WithInputs(FlowPlan plan, RunRequest request, RunSnapshot? latest) => request with
    {
        Inputs = StillTaken(plan, request.Inputs.Count > 0 || latest is null ? request.Inputs : latest.Inputs),
    };

    // The flow may have lost inputs since.
    private static Dictionary<string, JsonElement> StillTaken(FlowPlan plan, IReadOnlyDictionary<string, JsonElement> inputs)
    {
        var taken = plan.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        return inputs.Where(input => taken.Contains(input.Key)).ToDictionary();
    }

    private static FlowDiagnostic Problem(string code, string path, LocalText text) => new(code, DiagnosticSeverity.Invalid, path, text);

    private static LocalText NoNode(Flow flow, string id) => LocalText.Of(
        $"The flow has no node \"{id}\"; it has {string.Join(", ", flow.Nodes.Take(20).Select(node => node.Id.Value))}.",
        $"플로우에 \"{id}\" 노드가 없습니다. 있는 노드: {string.Join(", ", flow.Nodes.Take(20).Select(node => node.Id.Value))}.");

    private static LocalText NoSetting(NodeType type, string id, string name) => LocalText.Of(
        $"The node \"{id}\" has no setting \"{name}\"; it has {string.Join(", ", type.Fields.Select(field => field.Name))}.",
        $"\"{id}\" 노드에 \"{name}\" 설정이 없습니다. 있는 설정: {string.Join(", ", type.Fields.Select(field => field.Name))}.");
}
