using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>Telling which parts of two flows are the same, so that only what changed is drawn and saved anew.</summary>
internal static class FlowSharing
{
    /// <summary>A flow with the parts of a known one wherever they say the same; the known flow itself where all do.</summary>
    public static Flow Reuse(Flow known, Flow fresh)
    {
        if (ReferenceEquals(known, fresh)) return known;
        var nodes = Reuse(known.Nodes, fresh.Nodes, node => node.Id, Same);
        var edges = Reuse(known.Edges, fresh.Edges, edge => (edge.From, edge.To), Same);
        var notes = Reuse(known.Notes, fresh.Notes, note => note.Id, Same);
        var isSame = nodes == known.Nodes && edges == known.Edges && notes == known.Notes
            && known.Name == fresh.Name && known.Budget == fresh.Budget && known.Description == fresh.Description
            && known.Tags.SequenceEqual(fresh.Tags) && Same(known.Extra, fresh.Extra);
        return isSame ? known : fresh with { Nodes = nodes, Edges = edges, Notes = notes };
    }

    /// <summary>Whether two nodes say the same.</summary>
    public static bool Same(FlowNode left, FlowNode right) => ReferenceEquals(left, right) || (
        left.Promoted.SequenceEqual(right.Promoted) && Same(left.Settings, right.Settings) && Same(left.Extra, right.Extra)

        // Everything else of them, members that a node gets later included.
        && left with { Promoted = right.Promoted, Settings = right.Settings, Extra = right.Extra } == right);

    /// <summary>Whether two edges say the same.</summary>
    public static bool Same(FlowEdge left, FlowEdge right) =>
        ReferenceEquals(left, right) || (left.From == right.From && left.To == right.To && Same(left.Extra, right.Extra));

    /// <summary>Whether two notes say the same.</summary>
    public static bool Same(FlowNote left, FlowNote right) => ReferenceEquals(left, right) || (
        Same(left.Extra, right.Extra) && left with { Extra = right.Extra } == right);

    /// <summary>Whether two sets of members say the same, in whatever order.</summary>
    public static bool Same(JsonMembers left, JsonMembers right) => ReferenceEquals(left, right) || (
        left.Count == right.Count && left.All(member => right.TryGet(member.Key, out var value) && Same(member.Value, value)));

    /// <summary>Whether two values are written the same.</summary>
    public static bool Same(JsonElement left, JsonElement right) =>
        JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right));

    private static ImmutableArray<T> Reuse<T, TKey>(ImmutableArray<T> known, ImmutableArray<T> fresh, Func<T, TKey> keyOf, Func<T, T, bool> same)
        where T : class
        where TKey : notnull
    {
        if (known == fresh) return known;
        var byKey = new Dictionary<TKey, T>(known.Length);
        foreach (var part in known) byKey[keyOf(part)] = part;
        var parts = ImmutableArray.CreateBuilder<T>(fresh.Length);
        foreach (var part in fresh) parts.Add(byKey.TryGetValue(keyOf(part), out var old) && same(old, part) ? old : part);
        return parts.Count == known.Length && parts.Zip(known).All(pair => ReferenceEquals(pair.First, pair.Second)) ? known : parts.MoveToImmutable();
    }
}
