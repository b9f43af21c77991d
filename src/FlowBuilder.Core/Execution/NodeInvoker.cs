using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Cache;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <summary>Runs one node of a run: binds its inputs, keeps its time limit, tries again, turns exceptions into faults.</summary>
/// <remarks>One instance serves all runs of a host; its places for nodes under way are theirs together.</remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class NodeInvoker(RunLimits limits, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _places = new(limits.ParallelNodes);
    private readonly ResultCache _cache = new(limits.CacheBytesPerFlow, limits.CachedFlows);

    /// <summary>Runs the node to its end and reports it. Never throws: whatever happens, the report comes.</summary>
    public async Task InvokeAsync(FlowRun run, PlanNode node, object?[] inputs)
    {
        var invocation = new NodeInvocation(run, node, time);
        NodeEvent end;
        try
        {
            await _places.WaitAsync(run.Stopping).ConfigureAwait(false);
            invocation.Context.TakePlace(_places);

            // The place may have come free because this very run is being stopped.
            run.Stopping.ThrowIfCancellationRequested();
            end = node.Passes is null
                ? await RunToEndAsync(run, node, inputs, invocation).ConfigureAwait(false)
                : await PassOnAsync(run, node, inputs, invocation).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            end = await EndOfAsync(run, node, invocation, failure).ConfigureAwait(false);
        }

        invocation.Context.LeavePlace();
        await run.ReportAsync(new NodeReport(NodeReportKind.NodeEnded, node.Index, Value: end)).ConfigureAwait(false);
    }

    /// <summary>Notes that nodes did not stop when they were told to.</summary>
    public void LeftBehind(string runId, int nodes) =>
        logger.LogWarning("Run {RunId} ended while {Nodes} node(s) had not stopped; what they still do is ignored", runId, nodes);

    /// <summary>Logs a fault of the runner itself and says so neutrally.</summary>
    public NodeFault Unexpected(string runId, Exception failure)
    {
        logger.LogError(failure, "Run {RunId} ended unexpectedly", runId);
        return new NodeFault(
            "run.internal",
            FaultKind.Internal,
            LocalText.Of(
                $"The run ended unexpectedly. The program's log has the detail under {runId}.",
                $"실행이 예상하지 못한 오류로 끝났습니다. 자세한 내용은 프로그램 로그에서 {runId} 번호로 찾을 수 있습니다."))
        {
            TraceId = runId,
        };
    }

    private async Task<NodeEvent> RunToEndAsync(FlowRun run, PlanNode node, object?[] inputs, NodeInvocation invocation)
    {
        if (run.IsInterrupted(node)) throw RunFaults.Interrupted(run.TitleOf(node));
        invocation.Begin();
        if (node.Type.HasSideEffects) await run.KeepAsync(run.Stopping).ConfigureAwait(false);
        var cached = await RunAsync(run, node, inputs, invocation).ConfigureAwait(false);
        return new NodeCompleted
        {
            Node = run.PathOf(node),
            DurationMs = invocation.ElapsedMs,
            Usage = invocation.Context.Close(),
            Cached = cached,
            Origin = cached ? ResultOrigin.Cache : ResultOrigin.Run,
        };
    }

    // A bypassed node gives what came to it and ends as skipped: it never ran, so no later run may take its outputs for its own.
    private static async Task<NodeEvent> PassOnAsync(FlowRun run, PlanNode node, object?[] inputs, NodeInvocation invocation)
    {
        var texts = new List<Task>();
        for (var i = 0; i < node.Outputs.Length; i++)
        {
            var from = node.Passes![i];
            if (from < 0) continue;
            var port = node.Outputs[i].Port;
            var value = Bypass.ValueFor(inputs[from], node.Inputs[from].Port, port);
            if (value is LiveText text) texts.Add(invocation.FollowAsync(port.Id, text, run.Stopping).AsTask());
            else if (value is not null) await invocation.GiveAsync(port.Id, value).ConfigureAwait(false);
        }

        await Task.WhenAll(texts).ConfigureAwait(false);
        return new NodeSkipped
        {
            Node = run.PathOf(node),
            Reason = LocalText.Of(
                "It is bypassed: what came to it went on as it was.",
                "건너뛰도록 설정되어 있어 들어온 값을 그대로 넘겼습니다."),
        };
    }

    // Whether the outputs were known from an earlier run.
    private async Task<bool> RunAsync(FlowRun run, PlanNode node, object?[] raw, NodeInvocation invocation)
    {
        using var span = Telemetry.Source.StartActivity(Telemetry.NodeSpan, ActivityKind.Internal, run.Span);
        span?.SetTag(Telemetry.RunIdTag, run.Id).SetTag(Telemetry.NodeIdTag, node.Id.Value).SetTag(Telemetry.NodeTypeTag, node.Type.Id);
        try
        {
            var values = Convert(node, raw);
            var settings = SettingsFor(node, values);
            var context = invocation.Context;
            BudgetMeter.Current = context.Meter;
            using var budgetTime = context.BudgetTime = context.Budget?.Seconds is { } most ? new PausingTimer(TimeSpan.FromSeconds(most), time, context.RunOutOfBudget) : null;
            if (run.Tape is { } tape)
            {
                var recorder = new NodeRecorder(new RecordingScope(tape, run.PathOf(node)), run, node, invocation);
                await recorder.RunAsync(values, () => TryAsync(run, node, settings, node.Type.Binding.Inputs.Bind(node.InputIds, values), invocation)).ConfigureAwait(false);
                return false;
            }

            var key = await KeyOfAsync(run, node, values).ConfigureAwait(false);
            if (key is not null && !run.Request.Fresh.Contains(node.Id) && _cache.Find(Scope(run), key) is { } known)
            {
                span?.SetTag(Telemetry.CachedTag, true);
                foreach (var (port, value) in known.Outputs) await invocation.GiveAsync(port, value).ConfigureAwait(false);
                return true;
            }

            await TryAsync(run, node, settings, node.Type.Binding.Inputs.Bind(node.InputIds, values), invocation).ConfigureAwait(false);
            await invocation.EndTextsAsync().ConfigureAwait(false);
            if (key is not null) _cache.Keep(Scope(run), key, invocation.ToCachedResult());
            if (span is not null && invocation.Context.Usage is { } usage)
                span.SetTag(Telemetry.InputTokensTag, usage.InputTokens).SetTag(Telemetry.OutputTokensTag, usage.OutputTokens);
            return false;
        }
        catch (Exception failure)
        {
            span?.SetTag(Telemetry.FaultTag, (failure as NodeException)?.Code ?? failure.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private async Task TryAsync(FlowRun run, PlanNode node, object settings, object inputs, NodeInvocation invocation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryOnceAsync(run, node, settings, inputs, invocation).ConfigureAwait(false);
                return;
            }
            catch (NodeException failure) when (failure.IsTransient && attempt <= node.Policy.Retries && !invocation.HasGiven)
            {
                var delay = RetryDelay(attempt);
                invocation.Context.OnRetry(attempt, delay, failure.Text);
                await Task.Delay(delay, time, run.Stopping).ConfigureAwait(false);
                invocation.BeginAgain();
            }
        }
    }

    private async Task TryOnceAsync(FlowRun run, PlanNode node, object settings, object inputs, NodeInvocation invocation)
    {
        var limit = node.Policy.TimeLimitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : node.Type.IsLasting ? limits.RunTime : limits.NodeTime;
        using var deadline = new NodeDeadline(limit, time, logger, run.Stopping);
        invocation.Context.Deadline = deadline;
        if (invocation.Context.IsOverBudget) throw OutOfBudget(run, invocation);
        try
        {
            await EnumerateAsync(node.Node.InvokeAsync(settings, inputs, invocation.Context, deadline.Token), invocation, deadline.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsOver && !run.Stopping.IsCancellationRequested)
        {
            if (invocation.Context.IsOverBudget) throw OutOfBudget(run, invocation);
            throw new NodeException(
                "node.timeout",
                LocalText.Of(
                    $"\"{invocation.Context.Title}\" took longer than {limit.TotalSeconds:0.#} seconds. Give it more time in its settings, or make its task smaller.",
                    $"\"{invocation.Context.Title}\" 노드가 {limit.TotalSeconds:0.#}초를 넘겼습니다. 설정에서 제한 시간을 늘리거나 작업을 줄이세요."),
                FaultKind.Timeout,
                isTransient: true);
        }
    }

    private static NodeException OutOfBudget(FlowRun run, NodeInvocation invocation)
    {
        var seconds = (decimal)(invocation.Context.Budget?.Seconds ?? 0);
        var reach = new BudgetReach(BudgetScope.Node, FlowRun.BudgetName(BudgetScope.Node, invocation.Context.Title), BudgetMeasure.Time, seconds, seconds);
        run.Journal.Append(BudgetReached.Of(reach, invocation.Context.Path));
        return reach.ToException();
    }

    // A node that ignores its token must not outlive its limit, so each wait is given up with the token; the node is then
    // left to itself and disposed of when it comes back.
    private static async Task EnumerateAsync(
        IAsyncEnumerable<NodeOutput> outputs,
        NodeInvocation invocation,
        CancellationToken cancellationToken)
    {
        var enumerator = outputs.GetAsyncEnumerator(cancellationToken);
        Task<bool>? leftBehind = null;
        try
        {
            while (true)
            {
                // A node that never waits never looks at its token either.
                cancellationToken.ThrowIfCancellationRequested();
                var move = enumerator.MoveNextAsync();
                bool more;
                if (move.IsCompleted)
                {
                    more = await move.ConfigureAwait(false);
                }
                else
                {
                    leftBehind = move.AsTask();
                    more = await leftBehind.WaitAsync(cancellationToken).ConfigureAwait(false);
                    leftBehind = null;
                }

                if (!more) return;
                var output = enumerator.Current;
                if (output.Delta is { } chunk) await invocation.AppendAsync(output.Port.Id, chunk).ConfigureAwait(false);
                else if (output.Value is LiveText live) await invocation.FollowAsync(output.Port.Id, live, cancellationToken).ConfigureAwait(false);
                else await invocation.GiveAsync(output.Port.Id, output.Value!).ConfigureAwait(false);
            }
        }
        finally
        {
            if (leftBehind is null || leftBehind.IsCompleted) await DisposeAsync(enumerator, cancellationToken).ConfigureAwait(false);
            else _ = DisposeLaterAsync(enumerator, leftBehind);
        }
    }

    // What a node does last of all counts against its limit too.
    private static ValueTask DisposeAsync(IAsyncEnumerator<NodeOutput> enumerator, CancellationToken cancellationToken)
    {
        var disposal = enumerator.DisposeAsync();
        return disposal.IsCompleted ? disposal : new ValueTask(disposal.AsTask().WaitAsync(cancellationToken));
    }

    private static async Task DisposeLaterAsync(IAsyncEnumerator<NodeOutput> enumerator, Task pending)
    {
        await pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await enumerator.DisposeAsync().ConfigureAwait(false);
    }

    private static object?[] Convert(PlanNode node, object?[] raw)
    {
        var values = raw;
        for (var i = 0; i < raw.Length; i++)
        {
            var port = node.Inputs[i].Port;
            var converted = raw[i] switch
            {
                null => null,
                List<object> list when port.IsList => ConvertItems(list, port),
                { } value => ConvertOne(value, port),
            };
            if (ReferenceEquals(converted, raw[i])) continue;
            if (ReferenceEquals(values, raw)) values = [.. raw];
            values[i] = converted;
        }

        return values;
    }

    private static List<object> ConvertItems(List<object> list, PortSpec port) => [.. list.Select(item => ConvertOne(item, port))];

    private static object ConvertOne(object value, PortSpec port)
    {
        if (value is LiveText) return value;
        var converted = PortConversions.Convert(value, port.Type, port.NumbersDocuments);
        return port is { AcceptsLive: true, Type.Name: "text" } && converted is string text ? LiveText.Of(text) : converted;
    }

    private static object SettingsFor(PlanNode node, object?[] values)
    {
        if (!node.HasSettingInputs) return node.Settings;
        var json = node.SettingsJson;
        for (var i = 0; i < values.Length; i++)
        {
            if (node.Inputs[i].Port.IsSetting && values[i] is { } value) json = json.With(node.InputIds[i], PortValueJson.Write(value));
        }

        var bound = node.Type.BindSettings(json);
        return bound.Problems.IsEmpty
            ? bound.Settings
            : throw new NodeException(bound.Problems[0].Code, bound.Problems[0].Text);
    }

    private static async ValueTask<string?> KeyOfAsync(FlowRun run, PlanNode node, object?[] values)
    {
        if (node.CacheSeed is null || !run.GivenBefore(node).IsEmpty) return null;
        var whole = values;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not LiveText live) continue;
            if (!live.IsEnded) return null;
            if (ReferenceEquals(whole, values)) whole = [.. values];
            whole[i] = await live.WholeAsync(run.Stopping).ConfigureAwait(false);
        }

        return ValueHash.KeyOf(node.CacheSeed, node.InputIds, whole);
    }

    // A flow that was never stored shares results with runs of the very same flow only.
    private static string Scope(FlowRun run) => run.Request.FlowId ?? run.SemanticHash;

    // After the run was told to stop, whatever a node throws is how it stopped: cancelling is not failing.
    private async Task<NodeEvent> EndOfAsync(FlowRun run, PlanNode node, NodeInvocation invocation, Exception failure)
    {
        if (run.Stopping.IsCancellationRequested)
        {
            invocation.BreakTexts(new OperationCanceledException(run.Stopping));
            if (run.BudgetFaultOf(run.PathOf(node)) is { } spent)
                return new NodeFailed { Node = run.PathOf(node), Fault = spent, DurationMs = invocation.ElapsedMs, Usage = invocation.Context.Close() };
            return new NodeCancelled { Node = run.PathOf(node), DurationMs = invocation.ElapsedMs, Usage = invocation.Context.Close() };
        }

        var fault = FaultOf(run, node, failure);
        var policy = invocation.HasGiven && node.Policy.OnError == ErrorPolicy.Fallback ? ErrorPolicy.Stop : node.Policy.OnError;
        invocation.BreakTexts(new NodeException(
            "input.broken-off",
            LocalText.Of(
                $"The text from \"{invocation.Context.Title}\" broke off.",
                $"\"{invocation.Context.Title}\" 노드에서 오던 텍스트가 중간에 끊겼습니다."),
            fault.Kind));
        try
        {
            if (policy == ErrorPolicy.Fallback) await GiveFallbackAsync(node, invocation).ConfigureAwait(false);
            if (policy == ErrorPolicy.Port) await invocation.GiveAsync(NodeType.ErrorPort, FaultJson(run, node, fault)).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            logger.LogError(second, "The failure of node {Node} of run {RunId} could not be told as its policy says", node.Id.Value, run.Id);
            policy = ErrorPolicy.Stop;
        }

        return new NodeFailed
        {
            Node = run.PathOf(node),
            Fault = fault,
            Policy = policy,
            DurationMs = invocation.ElapsedMs,
            Usage = invocation.Context.Close(),
        };
    }

    private static async Task GiveFallbackAsync(PlanNode node, NodeInvocation invocation)
    {
        foreach (var output in node.Outputs)
        {
            if (FallbackValue.For(output.Port, node.Policy.Fallback) is { } value)
                await invocation.GiveAsync(output.Port.Id, value).ConfigureAwait(false);
        }
    }

    private NodeFault FaultOf(FlowRun run, PlanNode node, Exception failure)
    {
        if (failure is NodeException known) return new NodeFault(known.Code, known.Kind, known.Text) { IsTransient = known.IsTransient };
        var traceId = run.Span == default ? Guid.NewGuid().ToString("N") : run.Span.TraceId.ToHexString();
        logger.LogError(failure, "Node {Node} of run {RunId} failed unexpectedly; trace {TraceId}", node.Id.Value, run.Id, traceId);
        return new NodeFault(
            "node.internal",
            FaultKind.Internal,
            LocalText.Of(
                $"\"{run.TitleOf(node)}\" failed unexpectedly. The program's log has the detail under {traceId}.",
                $"\"{run.TitleOf(node)}\" 노드에서 예상하지 못한 오류가 발생했습니다. 자세한 내용은 프로그램 로그에서 {traceId} 번호로 찾을 수 있습니다."))
        {
            TraceId = traceId,
        };
    }

    private static JsonElement FaultJson(FlowRun run, PlanNode node, NodeFault fault) => JsonSerializer.SerializeToElement(
        new { fault.Code, Message = fault.Text.For(run.Language), fault.Kind, fault.IsTransient, Node = node.Id.Value, Title = run.TitleOf(node) }, CoreJson.Options);

    // Full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"): many runs that failed together do not come back together.
    private static TimeSpan RetryDelay(int attempt)
    {
        var most = Math.Min(LongestRetryDelay.TotalMilliseconds, FirstRetryDelay.TotalMilliseconds * Math.Pow(2, attempt - 1));
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * most);
    }
}
