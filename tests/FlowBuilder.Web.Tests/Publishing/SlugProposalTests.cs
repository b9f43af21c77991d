using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class SlugProposalTests
{
    [TestCase("Refund answers", "refund-answers")]
    [TestCase("  What's new?!  ", "whats-new")]
    [TestCase("Résumé & Größe", "resume-gro-e", Description = "accents go, what has no Latin base becomes a hyphen")]
    [TestCase("환불 안내", "hwanbul-annae")]
    [TestCase("문서에서 답하기 v2", "munseoeseo-daphagi-v2")]
    [TestCase("ﬁle №5", "file-no5", Description = "compatibility forms are taken apart")]
    [TestCase("日本語", "")]
    [TestCase("---", "")]
    public void A_slug_is_read_from_a_name(string name, string slug) => Assert.That(SlugProposal.Of(name), Is.EqualTo(slug));

    [Test]
    public void A_Korean_name_in_parts_is_read_like_one_in_syllables() =>
        Assert.That(SlugProposal.Of("환불 안내".Normalize(System.Text.NormalizationForm.FormD)), Is.EqualTo("hwanbul-annae"));

    [Test]
    public void A_long_name_becomes_a_slug_that_is_valid()
    {
        var slug = SlugProposal.Of(string.Concat(Enumerable.Repeat("값 ", 100)));

        Assert.That(Core.Publishing.Endpoint.IsValidSlug(slug), Is.True, slug);
    }

    [Test]
    public void A_name_that_is_taken_gets_a_number()
    {
        var taken = new HashSet<string> { "refund", "refund-2" };

        Assert.That(SlugProposal.For("Refund", taken.Contains), Is.EqualTo("refund-3"));
    }

    [Test]
    public void A_name_without_a_letter_that_can_be_written_so_is_called_flow() =>
        Assert.That(SlugProposal.For("日本語", _ => false), Is.EqualTo("flow"));

    [TestCase("가", "ga")]
    [TestCase("힣", "hit")]
    [TestCase("닭", "dak")]
    [TestCase("꽃 Wien", "kkot Wien")]
    public void Korean_syllables_are_written_in_Latin_letters(string text, string latin) => Assert.That(KoreanLetters.ToLatin(text), Is.EqualTo(latin));
}
