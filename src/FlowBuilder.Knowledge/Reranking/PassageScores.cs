using System.Globalization;
using System.Text.Json;

namespace FlowBuilder.Knowledge.Reranking;

/// <summary>Reads the scores that a model gave to numbered passages, in whatever form it wrote them.</summary>
internal static class PassageScores
{
    /// <summary>The greatest score that a model is asked for.</summary>
    public const double Most = 10;

    private static readonly string[] NumberNames = ["passage", "number", "index", "id"];
    private static readonly string[] ScoreNames = ["score", "relevance", "rating"];

    /// <summary>The scores by the passages' places, from 0 to 1; empty where nothing could be read.</summary>
    /// <param name="answer">What the model wrote; JSON may stand among other words.</param>
    /// <param name="count">How many passages there are.</param>
    public static IReadOnlyDictionary<int, double> Read(string answer, int count)
    {
        var scores = new Dictionary<int, double>();
        if (JsonIn(answer) is not { } json) return scores;
        using (json)
        {
            Take(json.RootElement, count, scores);
        }

        return scores;
    }

    // From the first bracket that begins something to the last that ends it.
    private static JsonDocument? JsonIn(string answer)
    {
        var start = answer.IndexOfAny(['{', '[']);
        var end = answer.LastIndexOfAny(['}', ']']);
        if (start < 0 || end < start) return null;
        try
        {
            return JsonDocument.Parse(answer.AsMemory(start, end - start + 1));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Take(JsonElement json, int count, Dictionary<int, double> scores)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            var place = 0;
            foreach (var item in json.EnumerateArray())
            {
                // A list without numbers stands for the passages in order, if it names them all.
                if (NumberOf(item) is { } score && json.GetArrayLength() == count) Keep(place, score);
                else if (item.ValueKind == JsonValueKind.Object && Member(item, NumberNames) is { } number && Member(item, ScoreNames) is { } value) Keep((int)number - 1, value);
                place++;
            }
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object) Take(member.Value, count, scores);
                else if (int.TryParse(member.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && NumberOf(member.Value) is { } score) Keep(number - 1, score);
            }
        }

        void Keep(int place, double score)
        {
            if (place >= 0 && place < count) scores[place] = Math.Clamp(score / Most, 0, 1);
        }
    }

    private static double? Member(JsonElement item, string[] names) =>
        names.Select(name => item.TryGetProperty(name, out var value) ? NumberOf(value) : null).FirstOrDefault(number => number is not null);

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) && double.IsFinite(number) => number,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };
}
