using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Tells apart nodes and notes that both sides added under one id, as it happens with ids such as <c>prompt-2</c>.</summary>
internal sealed class TwinIds(NodeCatalogue catalogue)
{
    private readonly FlowComparer _comparer = new(catalogue);

    public List<LocalText> Remarks { get; } = [];

    /// <summary>Their side with ids that ours does not use for something else.</summary>
    public Flow Separate(Flow origin, Flow ours, Flow theirs)
    {
        var taken = new HashSet<string>(new[] { origin, ours, theirs }.SelectMany(flow => flow.Nodes).Select(node => node.Id.Value), StringComparer.Ordinal);
        var nodes = new Dictionary<NodeId, NodeId>();
        foreach (var node in theirs.Nodes)
        {
            if (origin.Find(node.Id) is not null || ours.Find(node.Id) is not { } twin || Same(node, twin)) continue;
            nodes[node.Id] = new NodeId(Free(node.Id.Value, taken));
            Remarks.Add(Remark(PartLabels.Of(node, catalogue), node.Id.Value, nodes[node.Id].Value));
        }

        var notesTaken = new HashSet<string>(new[] { origin, ours, theirs }.SelectMany(flow => flow.Notes).Select(note => note.Id), StringComparer.Ordinal);
        return theirs with
        {
            Nodes = [.. theirs.Nodes.Select(node => node with { Id = nodes.GetValueOrDefault(node.Id, node.Id) })],
            Edges = [.. theirs.Edges.Select(edge => edge with { From = At(edge.From), To = At(edge.To) })],
            Notes = [.. theirs.Notes.Select(note => IsTwin(note) ? note with { Id = Free(note.Id, notesTaken) } : note)],
        };

        PortAddress At(PortAddress end) => end with { Node = nodes.GetValueOrDefault(end.Node, end.Node) };

        bool IsTwin(FlowNote note) => origin.Notes.All(other => other.Id != note.Id)
            && ours.Notes.FirstOrDefault(other => other.Id == note.Id) is { } twin && !Same(PartMembers.Of(note), PartMembers.Of(twin));
    }

    private static string Free(string id, HashSet<string> taken)
    {
        var dash = id.LastIndexOf('-');
        var stem = dash > 0 && int.TryParse(id[(dash + 1)..], out _) ? id[..dash] : id;
        if (stem.Length > MostStem) stem = stem[..MostStem];
        for (var number = 2; ; number++)
        {
            if (taken.Add($"{stem}-{number}")) return $"{stem}-{number}";
        }
    }

    // Room for a dash and a number within the 64 characters of an id.
    private const int MostStem = 57;

    private bool Same(FlowNode one, FlowNode other) => Same(_comparer.MembersOf(one), _comparer.MembersOf(other));

    private static bool Same(JsonMembers one, JsonMembers other) =>
        one.Count == other.Count && one.All(member => other.TryGet(member.Key, out var value) && FlowComparer.Same(member.Value, value));

    private static LocalText Remark(LocalText name, string id, string fresh) => LocalText.Of(
        $"Both sides added a node \"{id}\". They differ, so both are kept: theirs, “{name.English}”, is now \"{fresh}\".",
        $"양쪽에서 노드 \"{id}\"을(를) 추가했습니다. 내용이 서로 달라 둘 다 남기고, 상대 쪽의 “{name.For(Languages.Korean)}” 노드 ID를 \"{fresh}\"(으)로 바꾸었습니다.");
}
