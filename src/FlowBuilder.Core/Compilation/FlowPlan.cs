using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Compilation;

/// <summary>A flow made ready to run: an immutable graph of indices, settings bound, ports resolved. One plan serves any number of runs at once.</summary>
public sealed class FlowPlan
{
    internal FlowPlan(string semanticHash, PlanNode[] nodes, PlanEdge[] edges, FlowCompiler compiler)
    {
        Compiler = compiler;
        SemanticHash = semanticHash;
        Nodes = nodes;
        Edges = edges;
    }

    /// <summary>The hash of what it does; flows that differ in layout and titles only have the same.</summary>
    public string SemanticHash { get; }

    /// <summary>The values that a run takes, in the order of the flow.</summary>
    public IEnumerable<FlowParameter> Parameters => Nodes.Select(node => node.Parameter).OfType<FlowParameter>();

    /// <summary>The values that a run gives, in the order of the flow.</summary>
    public IEnumerable<FlowResult> Results => Nodes.Select(node => node.Result).OfType<FlowResult>();

    /// <summary>What made it, for flows that its nodes run.</summary>
    internal FlowCompiler Compiler { get; }

    internal PlanNode[] Nodes { get; }

    internal PlanEdge[] Edges { get; }

    /// <summary>What is wrong with a run's inputs; empty where the run can start.</summary>
    /// <param name="inputs">The inputs, by name.</param>
    /// <param name="seeded">Nodes whose outputs are known already and that need no input.</param>
    public ImmutableArray<FlowDiagnostic> CheckInputs(
        IReadOnlyDictionary<string, JsonElement> inputs,
        IReadOnlySet<NodeId>? seeded = null)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        foreach (var node in Nodes)
        {
            if (node.Parameter is not { } parameter) continue;
            var given = inputs.TryGetValue(parameter.Name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined);
            if (given && parameter.Check(value) is { } wrong)
                problems.Add(Problem("input.wrong-type", parameter.Name, wrong, node.Id));
            if (!given && parameter.IsRequired && node.Passes is null && seeded?.Contains(node.Id) != true)
            {
                problems.Add(Problem("input.missing", parameter.Name, LocalText.Of(
                    $"The input \"{parameter.Name}\" is missing; the flow needs it to run.",
                    $"입력 \"{parameter.Name}\" 값이 없습니다. 플로우를 실행하려면 이 값이 필요합니다."), node.Id));
            }
        }

        var known = Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var name in inputs.Keys.Where(name => !known.Contains(name)))
        {
            var (english, korean) = known.Count == 0
                ? ("this flow takes no inputs", "이 플로우는 입력을 받지 않습니다")
                : ($"it takes: {string.Join(", ", known)}", $"받을 수 있는 입력: {string.Join(", ", known)}");
            problems.Add(Problem("input.unknown", name, LocalText.Of(
                $"The flow has no input \"{name}\"; {english}.",
                $"플로우에 \"{name}\" 입력이 없습니다. {korean}."), null));
        }

        return problems.ToImmutable();
    }

    private static FlowDiagnostic Problem(string code, string name, LocalText text, NodeId? node) =>
        new(code, DiagnosticSeverity.Invalid, $"$.inputs.{name}", text) { Node = node };
}
