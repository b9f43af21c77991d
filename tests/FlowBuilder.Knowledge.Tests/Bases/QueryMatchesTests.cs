using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Knowledge.Tests.Bases;

[Parallelizable(ParallelScope.All)]
public sealed class QueryMatchesTests
{
    [TestCase("How long is the warranty?", "Warranties are long. The rest is not.", "[Warranties] are [long]. The rest is not.")]
    [TestCase("canteen", "Nothing here.", "Nothing here.")]
    [TestCase("", "Anything at all.", "Anything at all.")]
    [TestCase("version 3.5", "In 3.5, not 35.", "In [3.5], not 35.")]
    [TestCase("don't", "They don't know.", "They [don't] know.")]
    [TestCase("보증 기간", "보증기간은 2년입니다.", "[보증기간은] 2년입니다.")]
    [TestCase("보증기간이 얼마나 되나요?", "무상 보증 기간은 2년입니다.", "무상 [보증] [기간]은 2년입니다.")]
    [TestCase("보증", "무상보증서비스 안내", "무상[보증]서비스 안내")]
    [TestCase("API를", "이 API는 빠릅니다.", "이 [API]는 빠릅니다.")]
    [TestCase("東京", "私は東京都に住む", "私は[東京]都に住む")]
    [TestCase("the", "The one and the other.", "[The] one and [the] other.")]
    public void The_words_of_a_question_are_marked_with_other_endings_particles_and_spacing(string question, string text, string marked)
    {
        var shown = text;
        foreach (var range in QueryMatches.In(question, text).Reverse())
        {
            var (start, length) = range.GetOffsetAndLength(text.Length);
            shown = shown[..start] + "[" + shown.Substring(start, length) + "]" + shown[(start + length)..];
        }

        Assert.That(shown, Is.EqualTo(marked));
    }

    [TestCase("\ud83d\ude00 x \ud83d")]
    [TestCase("\udc00")]
    [TestCase("ﬁne ﬁ")]
    public void No_text_is_too_odd_to_be_looked_through(string text)
    {
        Assert.That(() => QueryMatches.In("fine x", text), Throws.Nothing);
    }
}
