using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Takes bundles out of a store, and puts them into one.</summary>
/// <param name="flows">The store.</param>
/// <param name="references">Finds the flows that a flow runs.</param>
/// <param name="format">The format of flow files.</param>
/// <param name="knowledge">Takes knowledge bases along, and makes them.</param>
public sealed class FlowBundles(IFlowStore flows, FlowReferences references, FlowFormat format, KnowledgeBundling knowledge)
{
    /// <summary>A stored flow with every stored flow that it runs, directly or through others; null where there is none of that id.</summary>
    /// <remarks>A flow that is not there any more is left out; the node that names it says so in the editor.</remarks>
    public async Task<FlowBundle?> CollectAsync(string id, CancellationToken cancellationToken)
    {
        if (await flows.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } main) return null;
        var bundled = ImmutableArray.CreateBuilder<BundledFlow>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { main.Id };
        var waiting = new Queue<StoredFlow>([main]);
        while (waiting.TryDequeue(out var stored) && bundled.Count < BundleLimits.Flows)
        {
            bundled.Add(new BundledFlow(stored.Id, stored.Flow));
            foreach (var other in references.Of(stored.Flow))
            {
                if (seen.Add(other) && await flows.FindAsync(other, cancellationToken).ConfigureAwait(false) is { } found) waiting.Enqueue(found);
            }
        }

        return new FlowBundle(bundled.ToImmutable());
    }

    /// <summary>Stores a bundle's flows, which then run one another under the ids that they get here.</summary>
    /// <remarks>A flow that the main one runs and that is stored here already, the same to the byte and under the same id, is not stored twice.
    /// Where a flow cannot be stored, those before it go into the bin. Knowledge bases that the bundle brings are made where they are missing.</remarks>
    /// <param name="bundle">The bundle.</param>
    /// <param name="cancellationToken">Gives up; what was stored by then goes into the bin.</param>
    /// <returns>The flows as stored, in the bundle's order.</returns>
    public async Task<ImmutableArray<StoredFlow>> StoreAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        var stored = new Dictionary<string, StoredFlow>(StringComparer.Ordinal);
        var made = new List<string>();
        try
        {
            foreach (var flow in bundle.Flows.Skip(1))
            {
                if (await flows.FindAsync(flow.Id, cancellationToken).ConfigureAwait(false) is { } same && IsSame(same.Flow, flow.Flow)) stored[flow.Id] = same;
            }

            foreach (var flow in Ordered(bundle).Where(flow => !stored.ContainsKey(flow.Id)))
            {
                stored[flow.Id] = await flows.CreateAsync(Rewired(flow, stored), cancellationToken).ConfigureAwait(false);
                made.Add(stored[flow.Id].Id);
            }

            // Flows that run one another in a circle are each stored before the other's new id is known.
            foreach (var flow in bundle.Flows.Where(flow => made.Contains(stored[flow.Id].Id)))
            {
                var rewired = Rewired(flow, stored);
                if (IsSame(rewired, stored[flow.Id].Flow)) continue;
                stored[flow.Id] = await flows.SaveAsync(stored[flow.Id].Id, rewired, stored[flow.Id].Revision, cancellationToken).ConfigureAwait(false) ?? stored[flow.Id];
            }

            await knowledge.StoreAsync(bundle, cancellationToken).ConfigureAwait(false);
            return [.. bundle.Flows.Select(flow => stored[flow.Id])];
        }
        catch
        {
            foreach (var id in made) await flows.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private bool IsSame(Flow one, Flow other) => format.Write(one).AsSpan().SequenceEqual(format.Write(other));

    private Flow Rewired(BundledFlow flow, Dictionary<string, StoredFlow> stored) =>
        references.Rewire(flow.Flow, stored.ToDictionary(known => known.Key, known => known.Value.Id, StringComparer.Ordinal));

    // What is run first, so that its new id is known to whatever runs it.
    private List<BundledFlow> Ordered(FlowBundle bundle)
    {
        var byId = bundle.Flows.ToDictionary(flow => flow.Id, StringComparer.Ordinal);
        var ordered = new List<BundledFlow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var stack = new Stack<(BundledFlow Flow, bool IsDone)>(bundle.Flows.Reverse().Select(flow => (flow, false)));
        while (stack.TryPop(out var next))
        {
            if (next.IsDone) ordered.Add(next.Flow);
            if (next.IsDone || !seen.Add(next.Flow.Id)) continue;
            stack.Push((next.Flow, true));
            foreach (var id in references.Of(next.Flow.Flow))
            {
                if (byId.TryGetValue(id, out var other)) stack.Push((other, false));
            }
        }

        return ordered;
    }
}
