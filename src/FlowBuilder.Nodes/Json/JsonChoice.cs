using System.Globalization;
using System.Text.Json;

namespace FlowBuilder.Nodes.Json;

/// <summary>A step of a path that chooses several values.</summary>
/// <param name="Text">The step as it is written.</param>
/// <param name="Of">The values that it chooses in an object or a list.</param>
internal sealed record JsonChoice(string Text, Func<JsonElement, IEnumerable<JsonElement>> Of)
{
    private const int MostDescendants = 1_000_000;

    /// <summary>Every item or member.</summary>
    public static JsonChoice Every { get; } = new("[*]", ItemsOf);

    /// <summary>The items of a list that a condition holds for; of an object, that object.</summary>
    public static JsonChoice Where(string text, Func<JsonElement, bool> holds) => new(
        $"[{text}]",
        value => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Where(holds) : holds(value) ? [value] : []);

    /// <summary>Every value of a name, however deep.</summary>
    public static JsonChoice Deep(string name) => new($"..{name}", value => Descendants(value, name).Take(MostDescendants));

    /// <summary>A part of a list, from:to:step as in Python, or null where it is none.</summary>
    public static JsonChoice? Slice(string inside)
    {
        var parts = inside.Split(':');
        if (parts.Length is < 2 or > 3) return null;
        var numbers = new int?[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Trim() is not { Length: > 0 } part) continue;
            if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return null;
            numbers[i] = number;
        }

        var (from, to, step) = (numbers[0], numbers[1], numbers[2] ?? 1);
        return step == 0 ? null : new JsonChoice($"[{inside}]", value => SliceOf(value, from, to, step));
    }

    private static IEnumerable<JsonElement> ItemsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray(),
        JsonValueKind.Object => value.EnumerateObject().Select(member => member.Value),
        _ => [],
    };

    private static IEnumerable<JsonElement> SliceOf(JsonElement value, int? from, int? to, int step)
    {
        if (value.ValueKind != JsonValueKind.Array) yield break;
        var count = value.GetArrayLength();
        var first = Clamp(from ?? (step > 0 ? 0 : count - 1));
        var last = to is null ? (step > 0 ? count : -1) : Clamp(to.Value);
        for (var i = (long)first; step > 0 ? i < last : i > last; i += step)
        {
            if (i >= 0 && i < count) yield return value[(int)i];
        }

        int Clamp(int index) => Math.Clamp(index < 0 ? index + count : index, -1, count);
    }

    // Those of a level before those below it.
    private static IEnumerable<JsonElement> Descendants(JsonElement value, string name)
    {
        var queue = new Queue<JsonElement>([value]);
        while (queue.TryDequeue(out var next))
        {
            if (next.ValueKind == JsonValueKind.Object && name != "*" && next.TryGetProperty(name, out var member)) yield return member;
            foreach (var item in ItemsOf(next))
            {
                if (name == "*") yield return item;
                queue.Enqueue(item);
            }
        }
    }
}
