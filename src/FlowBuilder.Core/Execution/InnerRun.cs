using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
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

    private InnerRun(FlowRun outer, RunNodeContext within, PlanNode node, string path, InnerFlow flow, RunRequest request, bool isQuiet)
    {
        (_outer, _node) = (outer, node);

        // Each result comes once, so there is room for all of them and the scheduler never waits.
        _results = Channel.CreateBounded<(string, object)>(Math.Max(1, flow.Plan.Results.Count()));
        var place = new InnerPlace(outer, within, path, flow.Flow.StoredId, (name, value) => _results.Writer.TryWrite((name, value))) { IsQuiet = isQuiet };
        _run = outer.Inside(flow.Flow.Flow, flow.Plan, request, place);
    }

    /// <summary>What its calls to models used so far, or null.</summary>
    public TokenUsage? Usage => _run.Usage;

    /// <summary>Makes a run ready.</summary>
    /// <exception cref="NodeException">The flow cannot run with these inputs.</exception>
    public static InnerRun Prepare(
        FlowRun outer,
        RunNodeContext within,
        PlanNode node,
        string path,
        InnerFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        bool isQuiet = false)
    {
        var request = new RunRequest
        {
            RunId = outer.Id,
            Session = outer.Request.Session,
            User = outer.Request.User,
            FlowId = outer.Request.FlowId,
            Seeds = flow.Seeds(inputs),
            Fresh = outer.Request.Fresh.Contains(node.Id) ? flow.Flow.Flow.Nodes.Select(inner => inner.Id).ToImmutableHashSet() : [],
        };
        return new InnerRun(outer, within, node, path, flow, request, isQuiet);
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

        await ThrowUnlessCompletedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs to the end and gives the results whole, by name.</summary>
    /// <exception cref="NodeException">A node inside failed.</exception>
    public async Task<IReadOnlyDictionary<string, object>> RunWholeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using (cancellationToken.UnsafeRegister(static run => ((FlowRun)run!).Cancel(), _run))
        {
            _outer.BeginInside(_run);
            await _run.Completion.ConfigureAwait(false);
        }

        await ThrowUnlessCompletedAsync(cancellationToken).ConfigureAwait(false);
        var results = new Dictionary<string, object>(StringComparer.Ordinal);
        while (_results.Reader.TryRead(out var result))
        {
            results[result.Name] = result.Value is LiveText text
                ? await text.WholeAsync(cancellationToken).ConfigureAwait(false)
                : result.Value;
        }

        return results;
    }

    private async Task ThrowUnlessCompletedAsync(CancellationToken cancellationToken)
    {
        switch (await _run.Completion.ConfigureAwait(false))
        {
            case RunFailed { Fault: var fault }:
                throw new NodeException(fault.Code, Inside(_run.FaultTitle, fault.Text), fault.Kind, fault.IsTransient);
            case RunCancelled:
                cancellationToken.ThrowIfCancellationRequested();
                throw new OperationCanceledException();
        }
    }

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
