using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Finds what differs between two flows; see <see cref="FlowComparison"/>.</summary>
internal sealed class FlowComparer(NodeCatalogue catalogue)
{
    // Shorter ones are better read side by side than word by word.
    private const int ShortText = 24;

    /// <summary>Whether two values are written the same.</summary>
    public static bool Same(JsonElement? one, JsonElement? other) => (one, other) switch
    {
        (null, null) => true,
        ({ } left, { } right) => CanonicalJson.Compact(left) == CanonicalJson.Compact(right),
        _ => false,
    };

    /// <summary>What the file says of a node, defaults left out.</summary>
    public JsonMembers MembersOf(FlowNode node) => PartMembers.Of(
        node,
        catalogue.Find(node.Type) is { } type && type.Version == node.Version ? type.Canonical(node.Settings) : node.Settings);

    /// <summary>The setting that a value is of, where it is a known one.</summary>
    public SettingField? FieldOf(string path, FlowNode node) =>
        path.StartsWith(PartMembers.Settings, StringComparison.Ordinal) ? catalogue.Find(node.Type)?.FindField(path[PartMembers.Settings.Length..]) : null;

    public FlowComparison Compare(Flow before, Flow after) => new()
    {
        Facts = Values(PartMembers.Of(before), PartMembers.Of(after), _ => null, _ => null),
        Nodes = [.. Pairs(before.Nodes, after.Nodes, node => node.Id).Select(pair => Node(pair.Before, pair.After)).OfType<NodeChange>()],
        Wires = [.. Pairs(before.Edges, after.Edges, edge => (edge.From, edge.To)).Select(pair => Wire(pair.Before, pair.After, before, after)).OfType<WireChange>()],
        WireOrders = [.. WireOrders(before, after)],
        Notes = [.. Pairs(before.Notes, after.Notes, note => note.Id).Select(pair => Note(pair.Before, pair.After)).OfType<NoteChange>()],
        IsNodeOrderChanged = !Common(before.Nodes, after.Nodes).SequenceEqual(Common(after.Nodes, before.Nodes)),
    };

    /// <summary>The values that differ between two lists of them, in the newer one's order, then what it lacks.</summary>
    public ImmutableArray<ValueChange> Values(
        JsonMembers before,
        JsonMembers after,
        Func<string, SettingField?> oldField,
        Func<string, SettingField?> newField) =>
    [
        .. after.Select(member => member.Key).Concat(before.Select(member => member.Key).Where(name => !after.Has(name)))
            .Select(path => (Path: path, Before: ValueOf(before, path), After: ValueOf(after, path)))
            .Where(value => !Same(value.Before, value.After))
            .Select(value => Change(value.Path, value.Before, value.After, oldField(value.Path), newField(value.Path))),
    ];

    private static JsonElement? ValueOf(JsonMembers members, string name) => members.TryGet(name, out var value) ? value : null;

    private static IEnumerable<(T? Before, T? After)> Pairs<T, TKey>(ImmutableArray<T> before, ImmutableArray<T> after, Func<T, TKey> keyOf)
        where T : class
        where TKey : notnull
    {
        var old = new Dictionary<TKey, T>();
        foreach (var part in before) old.TryAdd(keyOf(part), part);
        var left = old.Keys.ToHashSet();
        foreach (var part in after)
        {
            var key = keyOf(part);
            yield return (left.Remove(key) ? old[key] : null, part);
        }

        foreach (var part in before)
        {
            if (left.Remove(keyOf(part))) yield return (part, null);
        }
    }

    private static IEnumerable<NodeId> Common(ImmutableArray<FlowNode> nodes, ImmutableArray<FlowNode> others)
    {
        var ids = others.Select(node => node.Id).ToHashSet();
        return nodes.Select(node => node.Id).Where(ids.Contains);
    }

    private NodeChange? Node(FlowNode? before, FlowNode? after)
    {
        var change = new NodeChange((after ?? before)!.Id, Kind(before, after), PartLabels.Of((after ?? before)!, catalogue))
        {
            Before = before,
            After = after,
            Values = Values(
                before is null ? JsonMembers.Empty : MembersOf(before),
                after is null ? JsonMembers.Empty : MembersOf(after),
                path => before is null ? null : FieldOf(path, before),
                path => after is null ? null : FieldOf(path, after)),
        };
        return change is { Kind: ChangeKind.Changed, Values.IsEmpty: true, IsMoved: false } ? null : change;
    }

    private NoteChange? Note(FlowNote? before, FlowNote? after)
    {
        var change = new NoteChange((after ?? before)!.Id, Kind(before, after))
        {
            Before = before,
            After = after,
            Values = Values(
                before is null ? JsonMembers.Empty : PartMembers.Of(before),
                after is null ? JsonMembers.Empty : PartMembers.Of(after),
                _ => null,
                _ => null),
        };
        return change is { Kind: ChangeKind.Changed, Values.IsEmpty: true, IsMoved: false } ? null : change;
    }

    private WireChange? Wire(FlowEdge? before, FlowEdge? after, Flow old, Flow fresh)
    {
        if (before is not null && after is not null && Values(before.Extra, after.Extra, _ => null, _ => null).IsEmpty) return null;
        var (edge, flow) = after is null ? (before!, old) : (after, fresh);
        return new WireChange(edge, Kind(before, after), PartLabels.Of(edge.From, flow, catalogue), PartLabels.Of(edge.To, flow, catalogue));
    }

    private IEnumerable<WireOrderChange> WireOrders(Flow before, Flow after)
    {
        var old = before.Edges.ToLookup(edge => edge.To, edge => edge.From);
        foreach (var port in after.Edges.GroupBy(edge => edge.To, edge => edge.From))
        {
            var was = old[port.Key].Where(port.Contains).ToImmutableArray();
            var now = port.Where(was.Contains).ToImmutableArray();
            if (!was.SequenceEqual(now)) yield return new WireOrderChange(port.Key, PartLabels.Of(port.Key, after, catalogue), was, now);
        }
    }

    private static ChangeKind Kind<T>(T? before, T? after)
        where T : class => before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;

    private ValueChange Change(string path, JsonElement? before, JsonElement? after, SettingField? oldField, SettingField? newField)
    {
        var change = new ValueChange(path, PartLabels.Of(path, newField ?? oldField))
        {
            Before = before,
            After = after,
            BeforeText = Text(path, before ?? oldField?.Default, oldField),
            AfterText = Text(path, after ?? newField?.Default, newField),
            IsHidden = (newField ?? oldField)?.IsHidden ?? false,
        };
        if (SubFlow.Read(before, catalogue) is { } old && SubFlow.Read(after, catalogue) is { } fresh && newField?.Kind == FieldKind.Flow)
            return change with { Inner = Compare(old, fresh) };
        return change is { BeforeText.English: var one, AfterText.English: var other } && IsLong(one, other) && IsVerbatim(change)
            ? change with { Pieces = WordDifference.Between(one, other) }
            : change;
    }

    private static LocalText? Text(string path, JsonElement? value, SettingField? field) =>
        value is { ValueKind: not JsonValueKind.Null } given ? ValueText.Of(path, given, field) : null;

    private static bool IsVerbatim(ValueChange change) => change.BeforeText!.All.Count == 1 && change.AfterText!.All.Count == 1;

    private static bool IsLong(string one, string other) =>
        one.Length > 0 && other.Length > 0 && Math.Max(one.Length, other.Length) > ShortText && (one + other).Any(char.IsWhiteSpace);
}
