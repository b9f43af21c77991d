using FlowBuilder.Web.Gallery;

namespace FlowBuilder.Web.Tests.Gallery;

[Parallelizable(ParallelScope.All)]
public sealed class LooseTextTests
{
    [TestCase("고객 문의 분류", "고객문의")]
    [TestCase("고객 문의 분류", "분")]
    [TestCase("고객 문의 분류", "분ㄹ")]
    [TestCase("가게 안내", "각")]
    [TestCase("리뷰 값 비교", "값비교")]
    [TestCase("Réponse CAFÉ", "cafe")]
    [TestCase("e-mail", "EMAIL")]
    [TestCase("ＪＳＯＮ 추출", "json추출")]
    public void A_text_has_what_is_typed_whatever_its_case_spaces_accents_and_half_typed_syllables(string text, string typed) =>
        Assert.That(LooseText.Of(text).Contains(LooseText.Of(typed), StringComparison.Ordinal), LooseText.Of(text));

    [TestCase("고객 문의", "문구")]
    [TestCase("summary", "summit")]
    public void It_has_not_what_is_another_word(string text, string typed) =>
        Assert.That(LooseText.Of(text).Contains(LooseText.Of(typed), StringComparison.Ordinal), Is.False);
}
