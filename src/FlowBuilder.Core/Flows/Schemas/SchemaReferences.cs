using System.Text.Json.Nodes;

namespace FlowBuilder.Core.Flows.Schemas;

/// <summary>Keeps the references within a JSON Schema right where the schema becomes a part of a larger document.</summary>
public static class SchemaReferences
{
    /// <summary>Lets every <c>$ref</c> that begins with one place begin with another.</summary>
    /// <param name="schema">The schema, which is changed.</param>
    /// <param name="from">What such references begin with, such as <c>#/$defs/</c>.</param>
    /// <param name="to">What they shall begin with.</param>
    public static void Move(JsonNode? schema, string from, string to)
    {
        if (schema is JsonArray items)
        {
            foreach (var item in items) Move(item, from, to);
        }
        else if (schema is JsonObject members)
        {
            foreach (var (name, member) in members.ToList())
            {
                if (name == "$ref" && member is JsonValue value && value.TryGetValue<string>(out var target) && target.StartsWith(from, StringComparison.Ordinal))
                    members[name] = to + target[from.Length..];
                else
                    Move(member, from, to);
            }
        }
    }

    /// <summary>A name as a part of a JSON pointer in a URI's fragment (RFC 6901, section 6).</summary>
    public static string Escape(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
