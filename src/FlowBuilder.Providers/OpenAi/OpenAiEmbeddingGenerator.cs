using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;
using EmbeddingClient = OpenAI.Embeddings.EmbeddingClient;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>OpenAI's embeddings, through the SDK's protocol method.</summary>
/// <remarks>Vectors are asked for as lists of numbers, which every server that speaks the protocol gives; base64 is not.</remarks>
internal sealed class OpenAiEmbeddingGenerator(EmbeddingClient inner, string model, ModelFaults faults)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var request = new { model, input = texts, encoding_format = "float", dimensions = options?.Dimensions };
        using var content = BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Options)));
        var result = await inner.GenerateEmbeddingsAsync(content, new RequestOptions
        {
            CancellationToken = cancellationToken,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
        }).ConfigureAwait(false);
        var body = result.GetRawResponse().Content;
        try
        {
            using var json = JsonDocument.Parse(body);
            return Read(json.RootElement, texts.Count);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw faults.BadResponse(body.ToString(), failure);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    // Servers may answer out of order, and then say which text each vector is of.
    private GeneratedEmbeddings<Embedding<float>> Read(JsonElement root, int count)
    {
        var vectors = new Embedding<float>?[count];
        var place = 0;
        foreach (var item in root.GetProperty("data").EnumerateArray())
        {
            var index = item.TryGetProperty("index", out var said) ? said.GetInt32() : place;
            if (index < 0 || index >= count) throw new InvalidOperationException("The answer has a vector of a text that was not sent.");
            vectors[index] = new Embedding<float>(item.GetProperty("embedding").EnumerateArray().Select(part => part.GetSingle()).ToArray()) { ModelId = model };
            place++;
        }

        return vectors.All(vector => vector is not null)
            ? new GeneratedEmbeddings<Embedding<float>>(vectors!)
            : throw new InvalidOperationException("The answer lacks the vectors of some texts.");
    }
}
