using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;
using FlowBuilder.Knowledge.Searching;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>The embedding of a knowledge base, ready to be called.</summary>
/// <param name="Key">The name under which its vectors are kept: vectors of two keys are never compared.</param>
/// <param name="Generator">The model.</param>
/// <param name="Hybrid">How its likeness is joined with keyword search.</param>
internal sealed record OpenedEmbedding(string Key, IEmbeddingGenerator<string, Embedding<float>> Generator, HybridOptions Hybrid)
{
    /// <summary>The vectors of texts, in order.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="dimensions">How many components each must have, to be compared with those that are kept; null while there are none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NodeException">The model failed, or gave what cannot be used.</exception>
    public async Task<float[][]> EmbedAsync(IReadOnlyList<string> texts, int? dimensions, CancellationToken cancellationToken)
    {
        var made = await Generator.GenerateAsync(texts, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (made.Count != texts.Count) throw Incomplete(texts.Count, made.Count);
        var vectors = new float[made.Count][];
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = made[i].Vector.ToArray();
            var expected = dimensions ?? vectors[0].Length;
            if (vectors[i].Length != expected || expected == 0) throw OtherDimensions(expected, vectors[i].Length);
            if (vectors[i].Any(component => !float.IsFinite(component))) throw NotNumbers();
        }

        return vectors;
    }

    private NodeException OtherDimensions(int expected, int given) => new(
        "knowledge.dimensions",
        LocalText.Of(
            $"The embedding \"{Key}\" gives vectors of {given} components, but the ones kept have {expected}: the model behind the name is another by now. Choose a model under another name in the settings of the knowledge base; everything is then embedded anew.",
            $"임베딩 \"{Key}\"이(가) {given}차원 벡터를 주었지만 저장된 벡터는 {expected}차원입니다. 같은 이름 뒤의 모델이 바뀌었습니다. 지식 베이스 설정에서 다른 이름의 모델을 선택하면 전체를 다시 임베딩합니다."),
        FaultKind.Provider);

    private NodeException Incomplete(int asked, int given) => new(
        "knowledge.embedding-incomplete",
        LocalText.Of(
            $"The embedding \"{Key}\" was asked for {asked} vectors and gave {given}. Try again, or choose another model.",
            $"임베딩 \"{Key}\"에 벡터 {asked}개를 요청했지만 {given}개를 받았습니다. 다시 시도하거나 다른 모델을 선택하세요."),
        FaultKind.Provider,
        isTransient: true);

    private NodeException NotNumbers() => new(
        "knowledge.embedding-unusable",
        LocalText.Of(
            $"The embedding \"{Key}\" gave a vector with components that are no numbers. Choose another model.",
            $"임베딩 \"{Key}\"이(가) 숫자가 아닌 값이 든 벡터를 주었습니다. 다른 모델을 선택하세요."),
        FaultKind.Provider);
}
