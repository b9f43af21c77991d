using System.Text.Json;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Merges the values of one part, name by name.</summary>
internal sealed class MemberMerge(NodeCatalogue catalogue, MergeSide favored)
{
    private readonly FlowComparer _comparer = new(catalogue);

    /// <summary>What cannot be merged, in the order in which it was found.</summary>
    public List<MergeConflict> Conflicts { get; } = [];

    /// <summary>What was done that a person may want to know.</summary>
    public List<LocalText> Remarks { get; } = [];

    /// <summary>Merges the values of a part that both sides have.</summary>
    /// <param name="values">The values in each version.</param>
    /// <param name="at">Whose values they are.</param>
    public JsonMembers Merge(ThreeWay<JsonMembers> values, MergedPart at)
    {
        var merged = JsonMembers.Empty;
        foreach (var name in values.Ours!.Concat(values.Theirs!).Select(member => member.Key).Distinct())
        {
            if (Merge(name, ValueOf(values.Origin, name), ValueOf(values.Ours, name), ValueOf(values.Theirs, name), at) is { } value)
                merged = merged.With(name, value);
        }

        return merged;
    }

    private static JsonElement? ValueOf(JsonMembers? members, string name) => members is not null && members.TryGet(name, out var value) ? value : null;

    private JsonElement? Merge(string name, JsonElement? origin, JsonElement? ours, JsonElement? theirs, MergedPart at)
    {
        if (FlowComparer.Same(ours, theirs) || FlowComparer.Same(origin, theirs)) return ours;
        if (FlowComparer.Same(origin, ours)) return theirs;
        if (name is "tags" or "promoted") return Set(origin, ours, theirs);
        var field = at.Node is { } node ? _comparer.FieldOf(name, node) : null;
        if (field?.Kind == FieldKind.Flow && SubFlow.Read(ours, catalogue) is { } ourFlow && SubFlow.Read(theirs, catalogue) is { } theirFlow)
            return Inner(name, SubFlow.Read(origin, catalogue) ?? new Flow(), ourFlow, theirFlow, at);
        if (field is { IsHidden: true }) return favored == MergeSide.Ours ? ours : theirs;
        var ourChange = Change(name, origin, ours, field);
        var theirChange = Change(name, origin, theirs, field);
        Conflicts.Add(new MergeConflict(at.Path + name.Replace(PartMembers.Unknown, "", StringComparison.Ordinal), Text(at.Name, ourChange.Label)) { Node = at.Node?.Id, Ours = ourChange, Theirs = theirChange });
        return favored == MergeSide.Ours ? ours : theirs;
    }

    private ValueChange Change(string name, JsonElement? origin, JsonElement? value, SettingField? field) => _comparer.Values(
        origin is { } before ? JsonMembers.Empty.With(name, before) : JsonMembers.Empty,
        value is { } after ? JsonMembers.Empty.With(name, after) : JsonMembers.Empty,
        _ => field,
        _ => field)[0];

    private JsonElement Inner(string name, Flow origin, Flow ours, Flow theirs, MergedPart at)
    {
        var inner = FlowMerge.Of(origin, ours, theirs, catalogue, favored);
        Conflicts.AddRange(inner.Conflicts.Select(conflict => conflict with
        {
            Path = $"{at.Path}{name}.{conflict.Path}",
            Node = at.Node?.Id,
            Text = LocalText.Of($"In {at.Name.English}: {conflict.Text.English}", $"{at.Name.For(Languages.Korean)} 안: {conflict.Text.For(Languages.Korean)}"),
        }));
        Remarks.AddRange(inner.Remarks);
        return SubFlow.ToSetting(inner.Flow, catalogue);
    }

    // Lists that are sets: each side's additions come in, each side's removals go.
    private static JsonElement? Set(JsonElement? origin, JsonElement? ours, JsonElement? theirs)
    {
        var (was, one, other) = (Words(origin), Words(ours), Words(theirs));
        string[] merged = [.. one.Where(word => other.Contains(word) || !was.Contains(word)), .. other.Where(word => !one.Contains(word) && !was.Contains(word))];
        return merged.Length == 0 ? null : JsonSerializer.SerializeToElement(merged);
    }

    private static string[] Words(JsonElement? list) => list?.Deserialize<string[]>() ?? [];

    private static LocalText Text(LocalText part, LocalText label) => LocalText.Of(
        $"Both sides changed {label.English} of {part.English}, each in its own way.",
        $"양쪽에서 {part.For(Languages.Korean)}의 {label.For(Languages.Korean)} 값을 서로 다르게 바꾸었습니다.");
}
