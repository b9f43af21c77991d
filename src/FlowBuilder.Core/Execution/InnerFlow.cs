using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>A flow that runs inside a run, compiled once however often it runs.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Interface">What it takes and gives.</param>
internal sealed record InnerFlow(SubFlow Flow, FlowPlan Plan, FlowInterface Interface)
{
    /// <summary>Looks whether a flow may run inside a run, and compiles it.</summary>
    /// <exception cref="NodeException">The flow cannot run here.</exception>
    public static InnerFlow Of(FlowRun outer, SubFlow flow)
    {
        CheckPlace(outer, flow);
        var compiled = outer.Compiler.Compile(flow.Flow);
        if (compiled.Plan is not { } plan)
            throw CannotRun(compiled.Diagnostics.First(problem => problem.Severity != DiagnosticSeverity.Warning).Text);
        return new InnerFlow(flow, plan, FlowInterface.Of(flow.Flow, outer.Compiler.Catalogue));
    }

    /// <summary>Values for its inputs, as what its input nodes give.</summary>
    /// <exception cref="NodeException">It has no such input, or lacks one that it needs.</exception>
    public Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Seeds(IReadOnlyDictionary<string, object> inputs)
    {
        var seeds = new Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>();
        foreach (var (id, value) in inputs)
        {
            if (Interface.Inputs.FirstOrDefault(input => input.Id == id) is not { } input)
            {
                throw new NodeException("flow.input-gone", LocalText.Of(
                    $"The flow no longer takes an input \"{id}\". Choose the flow again, and its inputs are read anew.",
                    $"플로우에 \"{id}\" 입력이 더는 없습니다. 플로우를 다시 선택하면 입력을 새로 읽습니다."));
            }

            seeds[input.Node] = seeds.GetValueOrDefault(input.Node, []).Add(new(input.Port, PortValue.Of(value)));
        }

        return Plan.CheckInputs(ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, seeds.Keys.ToHashSet()) is [var missing, ..]
            ? throw CannotRun(missing.Text)
            : seeds;
    }

    private static void CheckPlace(FlowRun outer, SubFlow flow)
    {
        if ((outer.Place?.Level ?? 1) >= FlowLimits.SubFlowLevels) throw new NodeException("flow.too-deep", SubFlowChecks.TooDeep);
        if (flow.StoredId is null) return;
        for (var run = outer; run is not null; run = run.Place?.Outer)
        {
            if ((run.Place is { } place ? place.StoredId : run.Request.FlowId) != flow.StoredId) continue;
            throw new NodeException("flow.recursion", LocalText.Of(
                $"The flow \"{flow.Flow.Name}\" would run itself here, without end. Choose another flow.",
                $"여기서 \"{flow.Flow.Name}\" 플로우가 자기 자신을 끝없이 실행하게 됩니다. 다른 플로우를 선택하세요."));
        }
    }

    private static NodeException CannotRun(LocalText reason) => new("flow.cannot-run", LocalText.Of(
        $"The flow inside cannot run. {reason.English}",
        $"안에 있는 플로우를 실행할 수 없습니다. {reason.For(Languages.Korean)}"));
}
