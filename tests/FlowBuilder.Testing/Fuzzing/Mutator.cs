using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowBuilder.Testing.Fuzzing;

/// <summary>Makes one random change to a JSON text: of a value, a name, the order or a byte. The same seed gives the same change.</summary>
public sealed class Mutator(int seed)
{
    private const int ManyLevels = 200;

    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "\"\"", "\" \"", "-1", "0", "1e308", "-1e308", "1e400", "9007199254740993", "12.5", "\"12\"",
        "\"__proto__\"", "\"a.b\"", "\"한글 😀\"", "\"\\ud800\"", "[null]", "{\"\":{}}", "{\"$type\":\"x\"}", "[[[[[[]]]]]]", "\"\\u0000\"",
        "-0", "1e-400", "-9223372036854775809", "\"__proto__.x\"", "\"../../etc/passwd\"", "\"http://169.254.169.254/\"", "\"{{7*7}}\"", "\"\\u202e\\u0007\"",
        "{\"a\":1,\"a\":2}", $"\"{new string('x', 70_000)}\"", new string('[', ManyLevels) + new string(']', ManyLevels),
    ];

    private readonly Random _random = new(seed);

    /// <summary>Changes a file once, in a way that depends on the seed alone.</summary>
    public byte[] Mutate(string file) => _random.Next(5) == 0 ? MutateBytes(file) : MutateTree(file);

    private byte[] MutateBytes(string file)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(file).ToList();
        var at = _random.Next(bytes.Count);
        switch (_random.Next(4))
        {
            case 0:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1:
                bytes.RemoveAt(at);
                break;
            case 2:
                bytes.Insert(at, (byte)_random.Next(256));
                break;
            default:
                bytes.RemoveRange(at, _random.Next(bytes.Count - at));
                break;
        }

        return [.. bytes];
    }

    private byte[] MutateTree(string file)
    {
        var root = JsonNode.Parse(file)!;
        var all = Descendants(root).ToList();
        var target = all[_random.Next(all.Count)];
        var replacement = Values[_random.Next(Values.Length)];
        // A place marker that no file has, so that values which a tree cannot hold, such as half a surrogate pair, get in too.
        const string Marker = "\"@@mutated@@\"";
        var action = _random.Next(4);
        switch (target.Parent)
        {
            case JsonObject parent when action == 0:
                parent.Remove(target.GetPropertyName());
                break;
            case JsonObject parent when action == 1:
                parent[Values[_random.Next(Values.Length)].Trim('"')] = target.DeepClone();
                break;
            case JsonArray parent when action == 0:
                parent.RemoveAt(target.GetElementIndex());
                break;
            case JsonArray parent when action == 1:
                parent.Insert(_random.Next(parent.Count + 1), target.DeepClone());
                break;
            case null:
                return System.Text.Encoding.UTF8.GetBytes(replacement);
            default:
                target.ReplaceWith(JsonNode.Parse(Marker));
                break;
        }

        return System.Text.Encoding.UTF8.GetBytes(root.ToJsonString(JsonSerializerOptions.Default).Replace(Marker, replacement, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        yield return node;
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children.OfType<JsonNode>().SelectMany(Descendants)) yield return child;
    }
}
