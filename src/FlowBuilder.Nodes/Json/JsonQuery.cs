using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Json;

/// <summary>A dotted path into a JSON value: <c>order.items[0].price</c>, <c>items[*].name</c>, <c>items[-1]</c>, <c>["a key"]</c>,
/// <c>items[?price > 10].name</c>, <c>items[1:3]</c>, <c>..id</c>.</summary>
/// <remarks>A leading <c>$</c> is the value itself, as in JSONPath (RFC 9535). <c>[*]</c>, a filter, a slice and <c>..</c> make a
/// list of what follows for every item that they choose. A negative index counts from the end.</remarks>
internal sealed class JsonQuery
{
    private const int MaxItems = 1_000_000;

    private readonly ImmutableArray<Step> _steps;

    private JsonQuery(string text, ImmutableArray<Step> steps) => (Text, _steps) = (text, steps);

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path; empty for the value itself.</param>
    /// <param name="query">The path, where it can be read.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static LocalText? Parse(string text, out JsonQuery query)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var path = text.Trim();
        var at = path.StartsWith('$') ? 1 : 0;
        query = new JsonQuery(path, []);
        while (at < path.Length)
        {
            if (path[at] == '[')
            {
                var close = CloseOf(path, at);
                if (close <= at || BracketOrNull(path[(at + 1)..close].Trim()) is not { } step) return Wrong(path, at);
                steps.Add(step);
                at = close + 1;
                continue;
            }

            var isDeep = path.AsSpan(at).StartsWith("..");
            if (isDeep) at += 2;
            else if (path[at] == '.') at++;
            else if (at > 0 && steps.Count > 0) return Wrong(path, at);
            var end = path.AsSpan(at).IndexOfAny('.', '[');
            end = end < 0 ? path.Length : at + end;
            if (end == at) return Wrong(path, at);
            var name = path[at..end].Trim();
            steps.Add(isDeep ? new Step(name, null, JsonChoice.Deep(name)) : name == "*" ? new Step(null, null, JsonChoice.Every) : new Step(name, null, null));
            at = end;
        }

        query = new JsonQuery(path, steps.ToImmutable());
        return null;
    }

    /// <summary>The value at the path.</summary>
    /// <param name="value">The value to look into.</param>
    /// <param name="missing">Where the path ends early: how far it came, and what is not there.</param>
    /// <returns>The value, or null where there is none. With <c>[*]</c> there always is one: items without the rest of the path are left out.</returns>
    public JsonElement? Find(JsonElement value, out (string Place, string Name)? missing)
    {
        missing = null;
        var at = value;
        for (var i = 0; i < _steps.Length; i++)
        {
            var step = _steps[i];
            if (step.Choice is not null) return Chosen(at, i, out missing);
            if (Next(at, step) is not { } next)
            {
                missing = (PlaceOf(i), step.ToString());
                return null;
            }

            at = next;
        }

        return at;
    }

    private JsonElement? Chosen(JsonElement value, int step, out (string Place, string Name)? missing)
    {
        missing = null;
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
        {
            missing = (PlaceOf(step), _steps[step].ToString());
            return null;
        }

        var rest = new JsonQuery(Text, _steps[(step + 1)..]);
        var isNested = rest._steps.Any(later => later.Choice is not null);
        var found = new List<JsonElement>();
        foreach (var item in _steps[step].Choice!.Of(value))
        {
            if (found.Count >= MaxItems || rest.Find(item, out _) is not { } one) continue;
            if (isNested && one.ValueKind == JsonValueKind.Array) found.AddRange(one.EnumerateArray());
            else found.Add(one);
        }

        return JsonSerializer.SerializeToElement(found);
    }

    // The bracket that closes one, those in texts and in brackets within left aside; -1 for none.
    private static int CloseOf(string path, int open)
    {
        var (depth, quote) = (0, '\0');
        for (var i = open; i < path.Length; i++)
        {
            var letter = path[i];
            if (quote != '\0')
            {
                if (letter == quote) quote = '\0';
            }
            else if (letter is '"' or '\'') quote = letter;
            else if (letter == '[') depth++;
            else if (letter == ']' && --depth == 0) return i;
        }

        return -1;
    }

    private static JsonElement? Next(JsonElement value, Step step)
    {
        if (step.Name is { } name && value.ValueKind == JsonValueKind.Object) return value.TryGetProperty(name, out var member) ? member : null;
        if (value.ValueKind != JsonValueKind.Array) return null;

        // items.0 says the same as items[0].
        var index = step.Index ?? (int.TryParse(step.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
        if (index < 0) index += value.GetArrayLength();
        return index is { } at && at >= 0 && at < value.GetArrayLength() ? value[at] : null;
    }

    private string PlaceOf(int steps) => "$" + string.Concat(_steps.Take(steps).Select(step => step.Name is null ? step.ToString() : "." + step));

    private static Step? BracketOrNull(string inside) => inside switch
    {
        "*" => new Step(null, null, JsonChoice.Every),
        ['"', .., '"'] when inside.Length > 1 => new Step(inside[1..^1], null, null),
        ['\'', .., '\''] when inside.Length > 1 => new Step(inside[1..^1], null, null),
        ['?', ..] => JsonFilter.Parse(inside[1..]) is { } filter ? new Step(null, null, JsonChoice.Where(inside, filter)) : null,
        _ when JsonChoice.Slice(inside) is { } slice => new Step(null, null, slice),
        _ => int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? new Step(null, index, null) : null,
    };

    private static LocalText Wrong(string path, int at) => LocalText.Of(
        $"The path \"{path}\" cannot be read at character {at + 1}. Write it as in order.items[0].price, items[*].name or items[?price > 10].",
        $"경로 \"{path}\"의 {at + 1}번째 글자부터 읽을 수 없습니다. order.items[0].price, items[*].name, items[?price > 10]처럼 쓰세요.");

    private readonly record struct Step(string? Name, int? Index, JsonChoice? Choice)
    {
        public override string ToString() => Choice?.Text ?? Name ?? $"[{Index}]";
    }
}
