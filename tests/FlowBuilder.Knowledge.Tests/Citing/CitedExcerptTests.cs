using FlowBuilder.Knowledge.Citing;

namespace FlowBuilder.Knowledge.Tests.Citing;

[Parallelizable(ParallelScope.All)]
public sealed class CitedExcerptTests
{
    private const string Handbook =
        "# Handbook\n\nThe kettle holds 1.7 litres and boils one litre in three minutes.\n\n## Warranty\nThe warranty lasts three years. 영수증이 없으면 보증을 받을 수 없습니다.";

    [TestCase("It holds 1.7 litres [1].", 1, "… The kettle holds 1.7 litres and boils on…")]
    [TestCase("It is three years of warranty. [1]", 1, "… The warranty lasts three years. 영수증이 없으면…")]
    [TestCase("영수증이 없으면 보증되지 않습니다 [2].", 2, "… 영수증이 없으면 보증을 받을 수 없습니다.")]
    [TestCase("It is three years of warranty [2].", 1, "Handbook The kettle holds 1.7 litres and…")]
    [TestCase("Bananas are yellow [1].", 1, "Handbook The kettle holds 1.7 litres and…")]
    [TestCase("It is three years of warranty [1].", null, "Handbook The kettle holds 1.7 litres and…")]
    public void It_shows_the_sentence_that_the_answer_speaks_of_else_the_beginning(string answer, int? number, string expected) =>
        Assert.That(CitedExcerpt.Of(Handbook, answer, number, 40), Is.EqualTo(expected));

    [Test]
    public void A_short_source_is_shown_whole() =>
        Assert.That(CitedExcerpt.Of("## Price\nTea costs four euros.", "Four euros [1].", 1, 280), Is.EqualTo("Price Tea costs four euros."));

    [Test]
    public void No_character_is_cut_in_two() =>
        Assert.That(CitedExcerpt.Of("ab😀cd", "", null, 3), Is.EqualTo("ab…"));
}
