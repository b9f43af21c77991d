using System.Numerics.Tensors;
using FlowBuilder.Knowledge.Embedding;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Knowledge.Tests.Embedding;

[Parallelizable(ParallelScope.All)]
public sealed class OfflineEmbeddingTests
{
    [TestCase("", 6138259734859266951UL)]
    [TestCase("warranty", 8915752778218413492UL)]
    [TestCase("보증 기간", 10109134959955370467UL)]
    public void A_hash_is_the_same_on_every_machine(string text, ulong expected)
    {
        Assert.That(StableHash.Of('w', text), Is.EqualTo(expected));
    }

    [Test]
    public void A_text_has_the_vector_that_it_always_had()
    {
        var vector = OfflineEmbeddingGenerator.Embed("The warranty lasts two years. 보증 기간은 2년입니다.");
        var signs = vector.Select((value, place) => (value, place))
            .Where(component => component.value != 0)
            .Select(component => component.value > 0 ? component.place : -component.place);

        Assert.That(string.Join(' ', signs), Is.EqualTo("7 -22 -26 -29 -39 -51 54 -65 -76 -78 -80 -87 96 -118 121 128 137 -146 164 184 191 -201 -202 207 211 222 -225 -226 -239 242 -252 -260 272 -273 -282 -288 -292 -294 -299 337 348 -350 373"));
        Assert.That(TensorPrimitives.Norm<float>(vector), Is.EqualTo(1).Within(1e-5));
    }

    [TestCase("")]
    [TestCase("   \n")]
    [TestCase("…!?")]
    public void A_text_without_words_has_zeros(string text)
    {
        Assert.That(OfflineEmbeddingGenerator.Embed(text), Is.EqualTo(new float[OfflineEmbeddingGenerator.Dimensions]));
    }

    [TestCase("보증기간이 얼마인가요?", "보증 기간은 구입일부터 2년입니다.", "배송은 결제 후 사흘 안에 시작됩니다.")]
    [TestCase("환불하려면", "환불은 영수증이 있어야 합니다.", "고양이가 전선을 물지 않게 하세요.")]
    [TestCase("영수증을", "영수증", "보증서")]
    [TestCase("aeroelasticity of wings", "an aeroelastic wing", "a supersonic nozzle")]
    [TestCase("installing", "Installation takes an hour.", "Cleaning takes an hour.")]
    [TestCase("東京の天気", "東京は晴れです", "大阪は雨です")]
    public void Forms_of_a_word_are_nearer_than_other_words(string query, string near, string far)
    {
        Assert.That(Likeness(query, near), Is.GreaterThan(Likeness(query, far) + 0.05));
    }

    [Test]
    public void A_mistyped_word_is_nearer_than_another()
    {
        Assert.That(Likeness("thermodynamcs", "thermodynamics"), Is.GreaterThan(Likeness("thermodynamcs", "electrodynamics")));
    }

    [Test]
    public void Any_text_has_a_finite_vector_of_length_one_or_none_and_the_same_again() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "").ToArbitrary(),
        text =>
        {
            var vector = OfflineEmbeddingGenerator.Embed(text);
            var length = TensorPrimitives.Norm<float>(vector);
            return (length == 0 || Math.Abs(length - 1) < 1e-4) && vector.AsSpan().SequenceEqual(OfflineEmbeddingGenerator.Embed(text));
        }).QuickCheckThrowOnFailure();

    [Test]
    public async Task The_generator_gives_a_vector_for_each_text_and_says_what_it_is()
    {
        using var generator = new OfflineEmbeddingGenerator();

        var embeddings = await generator.GenerateAsync(["one", "two"]);

        var metadata = (EmbeddingGeneratorMetadata?)generator.GetService(typeof(EmbeddingGeneratorMetadata));
        Assert.That(embeddings.Select(embedding => embedding.Vector.ToArray()), Is.EqualTo(new[] { OfflineEmbeddingGenerator.Embed("one"), OfflineEmbeddingGenerator.Embed("two") }));
        Assert.That(metadata?.DefaultModelDimensions, Is.EqualTo(384));
        Assert.That(
            async () => await generator.GenerateAsync(["one"], new EmbeddingGenerationOptions { Dimensions = 8 }),
            Throws.ArgumentException.With.Message.Contains("384"));
    }

    private static float Likeness(string a, string b) =>
        TensorPrimitives.Dot<float>(OfflineEmbeddingGenerator.Embed(a), OfflineEmbeddingGenerator.Embed(b));
}
