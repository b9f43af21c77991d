using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlowBuilder.Core.Flows;

/// <summary>The members of a JSON object, immutable, in their order: a node's settings, or members this program does not know.</summary>
public sealed class JsonMembers : IReadOnlyList<KeyValuePair<string, JsonElement>>
{
    /// <summary>No members.</summary>
    public static readonly JsonMembers Empty = new([]);

    // Up to here, looking through the members is quicker than a dictionary.
    private const int FewMembers = 16;

    private readonly ImmutableArray<KeyValuePair<string, JsonElement>> _members;

    private JsonMembers(ImmutableArray<KeyValuePair<string, JsonElement>> members) => _members = members;

    /// <inheritdoc/>
    public int Count => _members.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, JsonElement> this[int index] => _members[index];

    /// <summary>The member of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public JsonElement this[string name] =>
        TryGet(name, out var value) ? value : throw new KeyNotFoundException($"No member '{name}'.");

    /// <summary>Makes members from pairs; of two with one name the last wins.</summary>
    public static JsonMembers From(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var result = new List<KeyValuePair<string, JsonElement>>();
        Dictionary<string, int>? places = null;
        foreach (var member in members)
        {
            var place = places is null ? result.FindIndex(other => other.Key == member.Key) : places.GetValueOrDefault(member.Key, -1);
            if (place >= 0)
            {
                result[place] = member;
                continue;
            }

            places?.Add(member.Key, result.Count);
            result.Add(member);
            if (result.Count == FewMembers) places = result.Select((known, index) => (known.Key, index)).ToDictionary(StringComparer.Ordinal);
        }

        return result.Count == 0 ? Empty : new JsonMembers([.. result]);
    }

    /// <summary>Makes members from a JSON object's, detached from its document.</summary>
    public static JsonMembers From(JsonElement jsonObject) =>
        From(jsonObject.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, member.Value.Clone())));

    /// <summary>Makes members from an anonymous object or a record, by its public properties in camel case.</summary>
    public static JsonMembers Of(object values) => From(JsonSerializer.SerializeToElement(values, CoreJson.Options));

    /// <summary>Finds the member of that name.</summary>
    public bool TryGet(string name, [MaybeNullWhen(false)] out JsonElement value)
    {
        foreach (var member in _members)
        {
            if (member.Key != name) continue;
            value = member.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Whether there is a member of that name.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>The same members with one set, at its old place or, if new, at the end.</summary>
    public JsonMembers With(string name, JsonElement value)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].Key == name) return new JsonMembers(_members.SetItem(i, new(name, value)));
        }

        return new JsonMembers(_members.Add(new(name, value)));
    }

    /// <summary>The same members without one.</summary>
    public JsonMembers Without(string name) => new(_members.RemoveAll(member => member.Key == name));

    /// <summary>The members as one JSON object.</summary>
    public JsonElement ToElement() =>
        JsonSerializer.SerializeToElement(_members.ToDictionary(member => member.Key, member => member.Value), CoreJson.Options);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, JsonElement>>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
