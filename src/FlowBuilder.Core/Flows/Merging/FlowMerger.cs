using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Merges two versions of a flow; see <see cref="FlowMerge"/>. One instance merges once.</summary>
internal sealed class FlowMerger(NodeCatalogue catalogue, MergeSide favored)
{
    private static readonly LocalText Here = LocalText.Of("the flow", "플로우");

    private readonly MemberMerge _values = new(catalogue, favored);
    private readonly FlowComparer _comparer = new(catalogue);

    public FlowMerge Merge(Flow origin, Flow ours, Flow theirs)
    {
        var twins = new TwinIds(catalogue);
        theirs = twins.Separate(origin, ours, theirs);
        var sides = new ThreeWay<Flow>(origin, ours, theirs);
        var flow = PartMembers.Apply(ours, _values.Merge(Members(sides, PartMembers.Of), new MergedPart("", Here)));
        flow = flow with { Nodes = [.. Nodes(sides)], Notes = [.. Notes(sides)], Edges = [] };
        var edges = new EdgeMerge(catalogue, favored, _values.Conflicts);
        flow = flow with { Edges = [.. edges.Merge(sides, flow)] };
        return new FlowMerge(flow, _values.Conflicts.Count > 0 ? [.. _values.Conflicts] : [.. New(sides, flow)], [.. twins.Remarks, .. _values.Remarks]);
    }

    // Each side may be fine and both together not, as where both added a result of one name.
    private IEnumerable<MergeConflict> New(ThreeWay<Flow> sides, Flow merged)
    {
        var validator = new FlowValidator(catalogue);
        var known = Problems(sides.Ours!).Concat(Problems(sides.Theirs!)).Select(KeyOf).ToHashSet();
        return Problems(merged).Where(problem => !known.Contains(KeyOf(problem))).Select(problem => new MergeConflict(problem.Path, problem.Text) { Node = problem.Node });

        IEnumerable<FlowDiagnostic> Problems(Flow flow) => validator.Check(flow).Where(problem => problem.Severity != DiagnosticSeverity.Warning);

        static (string, NodeId?, string?) KeyOf(FlowDiagnostic problem) => (problem.Code, problem.Node, problem.Port);
    }

    private static ThreeWay<JsonMembers> Members<T>(ThreeWay<T> parts, Func<T, JsonMembers> membersOf)
        where T : class => new(
            parts.Origin is null ? null : membersOf(parts.Origin),
            parts.Ours is null ? null : membersOf(parts.Ours),
            parts.Theirs is null ? null : membersOf(parts.Theirs));

    private static Dictionary<TKey, ThreeWay<T>> ByKey<T, TKey>(ThreeWay<Flow> sides, Func<Flow, IEnumerable<T>> partsOf, Func<T, TKey> keyOf)
        where T : class
        where TKey : notnull
    {
        var parts = new Dictionary<TKey, ThreeWay<T>>();
        foreach (var part in partsOf(sides.Origin!)) parts.TryAdd(keyOf(part), new ThreeWay<T>(part, null, null));
        foreach (var part in partsOf(sides.Ours!)) parts[keyOf(part)] = (parts.GetValueOrDefault(keyOf(part)) ?? new ThreeWay<T>(null, null, null)) with { Ours = part };
        foreach (var part in partsOf(sides.Theirs!)) parts[keyOf(part)] = (parts.GetValueOrDefault(keyOf(part)) ?? new ThreeWay<T>(null, null, null)) with { Theirs = part };
        return parts;
    }

    private IEnumerable<FlowNode> Nodes(ThreeWay<Flow> sides)
    {
        var merged = new Dictionary<NodeId, FlowNode>();
        foreach (var (id, node) in ByKey(sides, flow => flow.Nodes, node => node.Id))
        {
            if (Node(id, node, sides) is { } kept) merged[id] = kept;
        }

        return PartOrder.Merge(Ids(sides.Origin!), Ids(sides.Ours!), Ids(sides.Theirs!), merged.Keys.ToHashSet()).Select(id => merged[id]);

        static NodeId[] Ids(Flow flow) => [.. flow.Nodes.Select(node => node.Id)];
    }

    private FlowNode? Node(NodeId id, ThreeWay<FlowNode> node, ThreeWay<Flow> sides)
    {
        if (node is { Ours: { } ours, Theirs: { } theirs }) return Node(id, node.Origin, ours, theirs);
        if (node.Origin is not { } origin) return node.Ours ?? node.Theirs;
        if ((node.Ours ?? node.Theirs) is not { } left) return null;
        var remover = node.Ours is null ? MergeSide.Ours : MergeSide.Theirs;
        var keeper = remover == MergeSide.Ours ? sides.Theirs! : sides.Ours!;
        if (!IsTouched(origin, left, sides.Origin!, keeper)) return null;
        _values.Conflicts.Add(new MergeConflict($"nodes.{id}", RemovedAndChanged(PartLabels.Of(left, catalogue), remover)) { Node = id });
        return node.Of(favored);
    }

    private FlowNode Node(NodeId id, FlowNode? origin, FlowNode ours, FlowNode theirs)
    {
        var place = origin is not null && ours.Position == origin.Position ? theirs.Position : ours.Position;
        var path = $"nodes.{id}.";
        var name = PartLabels.Of(ours, catalogue);
        var quoted = LocalText.Of($"“{name.English}”", $"“{name.For(Languages.Korean)}”");
        var members = Members(new ThreeWay<FlowNode>(origin, ours, theirs), _comparer.MembersOf);
        if (KindOf(ours) == KindOf(theirs))
            return PartMembers.Apply(ours, _values.Merge(members, new MergedPart(path, quoted, ours))) with { Position = place };

        // Settings belong to a type: where one side gave the node another, the other side's settings have no place in it.
        if (Same(members.Origin, members.Ours)) return theirs with { Position = place };
        if (Same(members.Origin, members.Theirs)) return ours with { Position = place };
        _values.Conflicts.Add(new MergeConflict(path + "type", LocalText.Of(
            $"One side made another kind of node of {quoted.English}, and the other changed it.",
            $"한쪽은 {quoted.For(Languages.Korean)} 노드의 종류를 바꾸고 다른 쪽은 그 노드를 고쳤습니다."))
        { Node = id });
        return (favored == MergeSide.Ours ? ours : theirs) with { Position = place };
    }

    private static (string Type, int Version) KindOf(FlowNode node) => (node.Type, node.Version);

    // Whether a side that kept a node wants it: it changed the node, or drew a wire to or from it.
    private bool IsTouched(FlowNode origin, FlowNode left, Flow before, Flow keeper) =>
        !Same(_comparer.MembersOf(origin), _comparer.MembersOf(left))
        || keeper.Edges.Any(edge => (edge.From.Node == left.Id || edge.To.Node == left.Id) && !before.Edges.Any(old => old.From == edge.From && old.To == edge.To));

    private static bool Same(JsonMembers? one, JsonMembers? other) => one is not null && other is not null
        && one.Count == other.Count && one.All(member => other.TryGet(member.Key, out var value) && FlowComparer.Same(member.Value, value));

    private IEnumerable<FlowNote> Notes(ThreeWay<Flow> sides)
    {
        var merged = new Dictionary<string, FlowNote>(StringComparer.Ordinal);
        foreach (var (id, note) in ByKey(sides, flow => flow.Notes, note => note.Id))
        {
            if (Note(id, note) is { } kept) merged[id] = kept;
        }

        return PartOrder.Merge(Ids(sides.Origin!), Ids(sides.Ours!), Ids(sides.Theirs!), merged.Keys.ToHashSet(StringComparer.Ordinal)).Select(id => merged[id]);

        static string[] Ids(Flow flow) => [.. flow.Notes.Select(note => note.Id)];
    }

    private FlowNote? Note(string id, ThreeWay<FlowNote> note)
    {
        var label = LocalText.Of("a note", "메모");
        if (note is { Ours: { } ours, Theirs: { } theirs })
        {
            var isOursUnmoved = note.Origin is { } old && ours.Position == old.Position && ours.Size == old.Size;
            var placed = isOursUnmoved ? ours with { Position = theirs.Position, Size = theirs.Size } : ours;
            return PartMembers.Apply(placed, _values.Merge(Members(note, PartMembers.Of), new MergedPart($"notes.{id}.", label)));
        }

        if (note.Origin is not { } origin) return note.Ours ?? note.Theirs;
        if ((note.Ours ?? note.Theirs) is not { } left || Same(PartMembers.Of(origin), PartMembers.Of(left))) return null;
        _values.Conflicts.Add(new MergeConflict($"notes.{id}", RemovedAndChanged(label, note.Ours is null ? MergeSide.Ours : MergeSide.Theirs)));
        return note.Of(favored);
    }

    private static LocalText RemovedAndChanged(LocalText name, MergeSide remover) => remover == MergeSide.Ours
        ? LocalText.Of(
            $"Ours removed “{name.English}”, which theirs changed or wired anew.",
            $"우리 쪽은 “{name.For(Languages.Korean)}”을(를) 지웠고, 상대 쪽은 그것을 고치거나 새로 연결했습니다.")
        : LocalText.Of(
            $"Theirs removed “{name.English}”, which ours changed or wired anew.",
            $"상대 쪽은 “{name.For(Languages.Korean)}”을(를) 지웠고, 우리 쪽은 그것을 고치거나 새로 연결했습니다.");
}
