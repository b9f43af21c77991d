using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution;

/// <summary>Runs a flow inside a node of a run, and gives what it gives as that node's outputs.</summary>
internal sealed class InnerRun
{
    private const int OutputsAhead = 64;

    private readonly FlowRun _outer;
    private readonly PlanNode _node;
    private readonly FlowRun _run;
    private readonly Channel<(string Name, object Value)> _results;
    private readonly Channel<NodeOutput> _outputs = Channel.CreateBounded<NodeOutput>(OutputsAhead);

    private InnerRun(FlowRun outer, PlanNode node, string path, SubFlow flow, FlowPlan plan, RunRequest request)
    {
        (_outer, _node) = (outer, node);

        // Each result comes once, so there is room for all of them and the scheduler never waits.
        _results = Channel.CreateBounded<(string, object)>(Math.Max(1, plan.Results.Count()));
        _run = outer.Inside(flow.Flow, plan, request, new InnerPlace(outer, path, flow.StoredId, (name, value) => _results.Writer.TryWrite((name, value))));
    }

    /// <summary>What its calls to models used so far, or null.</summary>
    public TokenUsage? Usage => _run.Usage;

    /// <summary>Makes a run ready.</summary>
    /// <exception cref="NodeException">The flow cannot run here, or not with these inputs.</exception>
    public static InnerRun Prepare(FlowRun outer, PlanNode node, string path, SubFlow flow, IReadOnlyDictionary<string, object> inputs)
    {
        CheckPlace(outer, flow);
        var compiled = outer.Compiler.Compile(flow.Flow);
        if (compiled.Plan is not { } plan)
            throw CannotRun(compiled.Diagnostics.First(problem => problem.Severity != DiagnosticSeverity.Warning).Text);
        var seeds = Seeds(FlowInterface.Of(flow.Flow, outer.Compiler.Catalogue), inputs);
        if (plan.CheckInputs(ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty, seeds.Keys.ToHashSet()) is [var missing, ..])
            throw CannotRun(missing.Text);
        var request = new RunRequest
        {
            RunId = outer.Id,
            Session = outer.Request.Session,
            User = outer.Request.User,
            FlowId = outer.Request.FlowId,
            Seeds = seeds,
            Fresh = outer.Request.Fresh.Contains(node.Id) ? flow.Flow.Nodes.Select(inner => inner.Id).ToImmutableHashSet() : [],
        };
        return new InnerRun(outer, node, path, flow, plan, request);
    }

    /// <summary>Runs to the end; leaving off stops the run.</summary>
    /// <exception cref="NodeException">A node inside failed.</exception>
    public async IAsyncEnumerable<NodeOutput> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var onCancelled = cancellationToken.UnsafeRegister(static run => ((FlowRun)run!).Cancel(), _run);
        try
        {
            _outer.BeginInside(_run);
            var given = GiveAllAsync(cancellationToken);
            await foreach (var output in _outputs.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false)) yield return output;
            await given.ConfigureAwait(false);
        }
        finally
        {
            _run.Cancel();
        }

        switch (await _run.Completion.ConfigureAwait(false))
        {
            case RunFailed { Fault: var fault }:
                throw new NodeException(fault.Code, Inside(_run.FaultTitle, fault.Text), fault.Kind, fault.IsTransient);
            case RunCancelled:
                cancellationToken.ThrowIfCancellationRequested();
                throw new OperationCanceledException();
        }
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

    private static Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> Seeds(FlowInterface taken, IReadOnlyDictionary<string, object> inputs)
    {
        var seeds = new Dictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>>();
        foreach (var (id, value) in inputs)
        {
            if (taken.Inputs.FirstOrDefault(input => input.Id == id) is not { } input)
            {
                throw new NodeException("flow.input-gone", LocalText.Of(
                    $"The flow no longer takes an input \"{id}\". Choose the flow again, and its inputs are read anew.",
                    $"플로우에 \"{id}\" 입력이 더는 없습니다. 플로우를 다시 선택하면 입력을 새로 읽습니다."));
            }

            seeds[input.Node] = seeds.GetValueOrDefault(input.Node, []).Add(new(input.Port, PortValue.Of(value)));
        }

        return seeds;
    }

    private static NodeException CannotRun(LocalText reason) => new("flow.cannot-run", LocalText.Of(
        $"The flow inside cannot run. {reason.English}",
        $"안에 있는 플로우를 실행할 수 없습니다. {reason.For(Languages.Korean)}"));

    private static LocalText Inside(string? title, LocalText text) => title is null
        ? text
        : LocalText.Of($"Inside, at \"{title}\": {text.English}", $"안의 \"{title}\" 노드: {text.For(Languages.Korean)}");

    // Texts that are made at the same time are given at the same time, each by a task of its own.
    private async Task GiveAllAsync(CancellationToken cancellationToken)
    {
        var giving = new List<Task>();
        try
        {
            _ = CloseAsync();
            await foreach (var (name, value) in _results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                // A stored flow may have got results that this node has no port for.
                if (_node.OutputIndex(name) >= 0) giving.Add(GiveAsync(new OutputPort<object>(name), value, cancellationToken));
            }

            await Task.WhenAll(giving).ConfigureAwait(false);
        }
        finally
        {
            _outputs.Writer.TryComplete();
        }
    }

    private async Task CloseAsync()
    {
        await _run.Completion.ConfigureAwait(false);
        _results.Writer.TryComplete();
    }

    private async Task GiveAsync(OutputPort<object> port, object value, CancellationToken cancellationToken)
    {
        try
        {
            if (value is not LiveText text)
            {
                await _outputs.Writer.WriteAsync(port.Value(value), cancellationToken).ConfigureAwait(false);
                return;
            }

            await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false))
                await _outputs.Writer.WriteAsync(port.Delta(chunk), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NodeException or OperationCanceledException)
        {
            // The text broke off, or the run is being stopped: how the run ends says it.
        }
    }
}
