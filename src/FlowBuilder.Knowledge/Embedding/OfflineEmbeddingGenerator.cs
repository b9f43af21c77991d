using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Embedding;

/// <summary>Turns text into vectors without a model, a key or a download, so that knowledge works on any machine at once.</summary>
/// <remarks>
/// <para>Words, neighbouring words and parts of words are hashed into 384 signed components (<see cref="TextFeatures"/>) and the whole
/// is brought to unit length; a text without any word gives zeros. The same text gives the same vector on every machine.</para>
/// <para>It knows words and their forms, and no meanings: that "car" and "automobile" are one needs the embedding of a model. What
/// it sees keyword search sees too, so joined with that it deserves less than an equal say.</para>
/// <para>Safe for any number of callers; nothing is waited for.</para>
/// </remarks>
public sealed class OfflineEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The components of each vector.</summary>
    public const int Dimensions = 384;

    /// <summary>The model's name. It changes when the vectors do, so that old ones are never compared with new ones.</summary>
    public const string ModelId = "offline-384-1";

    private static readonly EmbeddingGeneratorMetadata Metadata = new("flowbuilder", defaultModelId: ModelId, defaultModelDimensions: Dimensions);

    /// <summary>The vector of a text: of unit length, or zeros where it holds no word.</summary>
    /// <param name="text">Any text, in any language.</param>
    public static float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        TextFeatures.Of(text).AddTo(vector);
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        if (options?.Dimensions is { } asked && asked != Dimensions)
            throw new ArgumentException($"The offline embedding has {Dimensions} components, not {asked}.", nameof(options));
        var embeddings = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(value)) { ModelId = ModelId });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null) return null;
        return serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
