using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Tests.Searching;

[Parallelizable(ParallelScope.All)]
public sealed class KeywordIndexTests
{
    private static readonly string[] Manual =
    [
        "배송은 결제 후 사흘 안에 시작됩니다.",
        "제품의 보증 기간은 구입일부터 2년입니다.",
        "보증기간이 지나면 수리비를 받습니다.",
        "환불하려면 영수증이 필요합니다.",
        "고양이가 전선을 물지 않게 하세요.",
        "마을 사람들은 가을에 축제를 엽니다.",
        "배송 기간은 지역에 따라 다릅니다.",
    ];

    [TestCase("보증기간이", 2, 1)]
    [TestCase("보증기간이 얼마인가요?", 2, 1)]
    [TestCase("보증 기간", 1, 2)]
    [TestCase("보증 기간은 얼마나 되나요?", 1, 2)]
    public void Korean_compounds_are_found_with_and_without_a_blank(string query, params int[] expected)
    {
        Assert.That(Find(Manual, query).Take(2), Is.EqualTo(expected));
    }

    [TestCase("환불", 3)]
    [TestCase("환불은 어떻게 하나요", 3)]
    [TestCase("영수증을", 3)]
    [TestCase("고양이", 4)]
    [TestCase("고양이는", 4)]
    [TestCase("마을", 5)]
    [TestCase("가을", 5)]
    [TestCase("전선", 4)]
    public void Korean_words_are_found_with_other_particles_and_endings(string query, int expected)
    {
        Assert.That(Find(Manual, query)[0], Is.EqualTo(expected));
    }

    [Test]
    public void An_exact_word_is_above_a_part_of_a_word_however_often_that_stands()
    {
        string[] texts = ["보증기간 보증기간 보증기간", "보증 " + string.Join(' ', Enumerable.Repeat("다른말", 200)), "딴 것"];

        Assert.That(Find(texts, "보증"), Is.EqualTo(new[] { 1, 0 }));
    }

    [Test]
    public void A_particle_after_a_foreign_word_does_not_hide_it()
    {
        Assert.That(Find(["API를 호출합니다", "문서"], "API"), Is.EqualTo(new[] { 0 }));
        Assert.That(Find(["the API", "문서"], "API는 무엇인가요?"), Is.EqualTo(new[] { 0 }));
    }

    [TestCase("warranties", "The warranty lasts two years.")]
    [TestCase("installing", "Installation takes an hour.")]
    [TestCase("STRASSE", "strasse")]
    [TestCase("ＡＢＣ", "abc")]
    [TestCase("user's", "The user agrees.")]
    [TestCase("don't", "Please don't.")]
    [TestCase("3.5", "Version 3.5 is out")]
    [TestCase("GPL-3", "the gpl 3 text")]
    public void English_words_are_found_in_other_forms(string query, string text)
    {
        Assert.That(Find([text, "something else"], query), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void A_decomposed_query_finds_composed_text()
    {
        Assert.That(Find(Manual, "환불".Normalize(System.Text.NormalizationForm.FormD))[0], Is.EqualTo(3));
    }

    [TestCase("保証期間", 0)]
    [TestCase("東京", 1)]
    [TestCase("猫", 2)]
    [TestCase("ประกัน", 3)]
    public void Unspaced_scripts_are_found(string query, int expected)
    {
        string[] texts = ["製品の保証期間は二年です。", "東京タワーに行く", "黒い猫がいる", "การรับประกันสองปี"];

        Assert.That(Find(texts, query)[0], Is.EqualTo(expected));
    }

    [Test]
    public void Stop_words_count_only_where_nothing_else_is_asked()
    {
        string[] texts = ["To be or not to be", "The work is covered"];

        Assert.That(Find(texts, "to be or not to be"), Is.EqualTo(new[] { 0 }));
        Assert.That(Find(texts, "What is to be covered?"), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Rare_words_weigh_more_and_long_texts_less()
    {
        string[] texts =
        [
            "common common common",
            "common rare",
            "common rare " + string.Join(' ', Enumerable.Repeat("filler", 50)),
            "common",
        ];

        Assert.That(Find(texts, "common rare").Take(2), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Scores_follow_the_formula()
    {
        var index = KeywordIndex.Build(["alpha beta", "beta beta gamma delta"], CancellationToken.None);

        var hit = index.Search("alpha", 1).Single();

        var rarity = Math.Log(1 + 1.5 / 1.5);
        var expected = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 3.0));
        Assert.That(hit.Score, Is.EqualTo(expected).Within(1e-5));
        Assert.That(hit.Relevance, Is.EqualTo(expected / (rarity * 2.2)).Within(1e-5));
    }

    [Test]
    public void Top_bounds_the_result_and_scores_fall()
    {
        var texts = Enumerable.Range(0, 50).Select(i => string.Concat(Enumerable.Repeat("word ", i + 1)) + "other").ToArray();

        var hits = KeywordIndex.Build(texts, CancellationToken.None).Search("word", 5);

        Assert.That(hits, Has.Length.EqualTo(5));
        Assert.That(hits.Select(hit => hit.Score), Is.Ordered.Descending);
        Assert.That(hits.All(hit => hit.Relevance is > 0 and <= 1));
    }

    [Test]
    public void Equal_texts_keep_their_order() =>
        Assert.That(Find(["same text", "other", "same text", "same text"], "same", 2), Is.EqualTo(new[] { 0, 2 }));

    [TestCase("")]
    [TestCase("?! …")]
    [TestCase("\ud800")]
    [TestCase("unknown")]
    public void A_query_without_a_known_word_finds_nothing(string query) => Assert.That(Find(Manual, query), Is.Empty);

    [Test]
    public void No_texts_are_searched_without_fault() => Assert.That(Find([], "word"), Is.Empty);

    private static int[] Find(string[] texts, string query, int top = 10) =>
        [.. KeywordIndex.Build(texts, CancellationToken.None).Search(query, top).Select(hit => hit.Index)];
}
