using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>Cuts out of a flow what a run of some of its nodes needs.</summary>
public static class PartialRun
{
    /// <summary>A node and all that lies below it.</summary>
    public static ImmutableHashSet<NodeId> Below(Flow flow, NodeId start)
    {
        var next = flow.Edges.ToLookup(edge => edge.From.Node, edge => edge.To.Node);
        var below = ImmutableHashSet.CreateBuilder<NodeId>();
        below.Add(start);
        var queue = new Queue<NodeId>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in next[node])
            {
                if (below.Add(target)) queue.Enqueue(target);
            }
        }

        return below.ToImmutable();
    }

    /// <summary>All that lies above nodes.</summary>
    internal static HashSet<NodeId> Above(Flow flow, IEnumerable<NodeId> starts)
    {
        var sources = flow.Edges.ToLookup(edge => edge.To.Node, edge => edge.From.Node);
        var found = new HashSet<NodeId>();
        var queue = new Queue<NodeId>(starts);
        while (queue.TryDequeue(out var node))
        {
            foreach (var source in sources[node])
            {
                if (found.Add(source)) queue.Enqueue(source);
            }
        }

        return found;
    }

    /// <summary>The nodes that are to run, with those above them whose outputs are not known, and those that feed them and are.</summary>
    /// <param name="flow">The whole flow.</param>
    /// <param name="only">The nodes that are to run.</param>
    /// <param name="known">Outputs known from before; those of nodes that are to run are not used.</param>
    /// <param name="request">The request so far, its seeds being pins: what is pinned does not run.</param>
    /// <param name="runBound">Nodes whose outputs mean something in their own run only: with one that is to run, those above it run too.</param>
    /// <exception cref="RunRefusedException">One of the nodes is not there.</exception>
    internal static (Flow Flow, RunRequest Request) Of(
        Flow flow,
        IReadOnlySet<NodeId> only,
        IReadOnlyDictionary<NodeId, ImmutableArray<KeyValuePair<string, PortValue>>> known,
        RunRequest request,
        IReadOnlySet<NodeId> runBound)
    {
        foreach (var id in only)
        {
            if (flow.Find(id) is null) throw new RunRefusedException([NoNode(id)]);
        }

        var above = flow.Edges.ToLookup(edge => edge.To.Node, edge => edge.From.Node);
        var taken = only.ToHashSet();
        var seeds = request.Seeds.ToImmutableDictionary().ToBuilder();
        if (only.Any(runBound.Contains)) taken.UnionWith(Above(flow, only.Where(runBound.Contains)).Where(runBound.Contains));
        var queue = new Queue<NodeId>(taken);
        while (queue.TryDequeue(out var node))
        {
            if (seeds.ContainsKey(node)) continue;
            if (!only.Contains(node) && !runBound.Contains(node) && known.TryGetValue(node, out var outputs))
            {
                seeds[node] = outputs;
                continue;
            }

            foreach (var source in above[node])
            {
                if (taken.Add(source)) queue.Enqueue(source);
            }
        }

        var cut = flow with
        {
            Nodes = flow.Nodes.RemoveAll(node => !taken.Contains(node.Id)),
            Edges = flow.Edges.RemoveAll(edge => !taken.Contains(edge.From.Node) || !taken.Contains(edge.To.Node)),
        };
        return (cut, request with { Seeds = seeds.ToImmutable(), Fresh = only });
    }

    private static FlowDiagnostic NoNode(NodeId id) => new("run.unknown-node", DiagnosticSeverity.Invalid, "$.only", LocalText.Of(
        $"The flow has no node \"{id}\".",
        $"플로우에 \"{id}\" 노드가 없습니다."));
}
