using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Recordings;

/// <summary>A request by what makes it this one and no other: neither names of connections, nor keys, nor times of its own.</summary>
/// <remarks>Two requests are the same where kind, name and content are; the order of an object's members does not count.</remarks>
public sealed class CallRequest : IEquatable<CallRequest>
{
    private readonly string _identity;

    /// <summary>Describes a request.</summary>
    /// <param name="kind">What it is made to.</param>
    /// <param name="name">The tool's or the node type's name, which counts; for models what people read, which does not.</param>
    /// <param name="content">What is asked, as people can read it; without secrets.</param>
    public CallRequest(CallKind kind, string name, JsonElement content)
    {
        (Kind, Name, Content) = (kind, name, content);
        var sorted = CanonicalJson.Compact(JsonSerializer.SerializeToElement(Sorted(JsonSerializer.SerializeToNode(content))));
        _identity = $"{kind}\n{(kind is CallKind.Tool or CallKind.Node ? name : "")}\n{sorted}";
    }

    /// <summary>What it is made to.</summary>
    public CallKind Kind { get; }

    /// <summary>The model's, tool's or node type's name.</summary>
    public string Name { get; }

    /// <summary>What is asked.</summary>
    public JsonElement Content { get; }

    /// <summary>Orders requests of one place by what is in them: a conversation's turns as they followed one another.</summary>
    internal static int Compare(CallRequest left, CallRequest right)
    {
        var byKind = left.Kind.CompareTo(right.Kind);
        if (byKind != 0) return byKind;
        var byLength = left.MessageCount.CompareTo(right.MessageCount);
        return byLength != 0 ? byLength : string.CompareOrdinal(left._identity, right._identity);
    }

    /// <inheritdoc/>
    public bool Equals(CallRequest? other) => other is not null && _identity == other._identity;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CallRequest);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_identity);

    private int MessageCount =>
        Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty("messages", out var messages) && messages.ValueKind == JsonValueKind.Array
            ? messages.GetArrayLength()
            : 0;

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
