using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowBuilder.Testing.Fakes.OpenAi;

/// <summary>Embeddings that depend on the text's letters only: like texts get like vectors, the same text always the same one.</summary>
public static class FakeEmbeddings
{
    private const int DefaultDimensions = 64;

    /// <summary>The unit vector of a text: counts of its character trigrams, hashed.</summary>
    public static float[] Vector(string text, int dimensions = DefaultDimensions)
    {
        var vector = new float[dimensions];
        var padded = $" {text.ToLowerInvariant()} ";
        for (var i = 0; i + 3 <= padded.Length; i++)
        {
            var hash = 2166136261u;
            foreach (var letter in padded.AsSpan(i, 3)) hash = (hash ^ letter) * 16777619u;
            vector[hash % (uint)dimensions] += 1;
        }

        var length = MathF.Sqrt(vector.Sum(value => value * value));
        return length == 0 ? vector : [.. vector.Select(value => value / length)];
    }

    internal static object Answer(JsonElement body)
    {
        var input = body.GetProperty("input");
        var texts = input.ValueKind == JsonValueKind.Array
            ? input.EnumerateArray().Select(text => text.GetString()!).ToList()
            : [input.GetString()!];
        var dimensions = body.TryGetProperty("dimensions", out var wanted) ? wanted.GetInt32() : DefaultDimensions;
        var asBase64 = body.TryGetProperty("encoding_format", out var format) && format.GetString() == "base64";
        var tokens = texts.Sum(text => Encoding.UTF8.GetByteCount(text) / 4 + 1);
        return new
        {
            @object = "list",
            data = texts.Select((text, index) => new
            {
                @object = "embedding",
                index,
                embedding = asBase64
                    ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes(Vector(text, dimensions).AsSpan()))
                    : Vector(text, dimensions),
            }),
            model = body.GetProperty("model").GetString(),
            usage = new { prompt_tokens = tokens, total_tokens = tokens },
        };
    }
}
