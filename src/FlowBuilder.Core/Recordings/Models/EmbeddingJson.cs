using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Core.Recordings.Models;

/// <summary>Requests to embedding models, and their vectors: 32-bit floats, little-endian, as Base64.</summary>
internal static class EmbeddingJson
{
    /// <summary>Describes a request.</summary>
    public static CallRequest Request(RunTape tape, string model, IReadOnlyList<string> texts, EmbeddingGenerationOptions? options)
    {
        var request = new JsonObject { ["model"] = model };
        if (options?.Dimensions is { } dimensions) request["dimensions"] = dimensions;
        request["texts"] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
        return tape.RequestOf(CallKind.Embedding, model, JsonSerializer.SerializeToElement(request));
    }

    /// <summary>Describes vectors.</summary>
    public static JsonElement Of(GeneratedEmbeddings<Embedding<float>> vectors)
    {
        var answer = new JsonObject
        {
            ["vectors"] = new JsonArray([.. vectors.Select(vector => JsonValue.Create(Convert.ToBase64String(MemoryMarshal.AsBytes(vector.Vector.Span))))]),
        };
        if (vectors.Usage?.InputTokenCount is { } tokens) answer["inputTokens"] = tokens;
        return JsonSerializer.SerializeToElement(answer);
    }

    /// <summary>Describes a failure.</summary>
    public static JsonElement Of(NodeException failure) => JsonSerializer.SerializeToElement(new JsonObject { ["fault"] = FaultJson.Of(failure) });

    /// <summary>Reads vectors back.</summary>
    /// <exception cref="NodeException">The failure that was recorded, or there are not as many vectors as texts.</exception>
    public static GeneratedEmbeddings<Embedding<float>> Read(JsonElement answer, int count)
    {
        try
        {
            if (answer.TryGetProperty("fault", out var fault)) throw FaultJson.Read(fault);
            var vectors = new GeneratedEmbeddings<Embedding<float>>(answer.GetProperty("vectors").EnumerateArray()
                .Select(vector => new Embedding<float>(MemoryMarshal.Cast<byte, float>(vector.GetBytesFromBase64()).ToArray())));
            if (vectors.Count != count) throw new JsonException("There are not as many vectors as texts.");
            if (answer.TryGetProperty("inputTokens", out var tokens)) vectors.Usage = new UsageDetails { InputTokenCount = tokens.GetInt64() };
            return vectors;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw FaultJson.Broken(failure);
        }
    }
}
