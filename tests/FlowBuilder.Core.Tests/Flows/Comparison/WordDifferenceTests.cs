using FlowBuilder.Core.Flows.Comparison;

namespace FlowBuilder.Core.Tests.Flows.Comparison;

[Parallelizable(ParallelScope.All)]
public sealed class WordDifferenceTests
{
    [TestCase("Answer in one sentence.", "Answer in three sentences.", "Answer in [-one sentence-]{+three sentences+}.")]
    [TestCase("Use {{passages}} only.", "Use {{documents}} only.", "Use {{[-passages-]{+documents+}}} only.")]
    [TestCase("하나의 문장으로 대답하세요.", "세 문장으로 대답하세요.", "[-하나의-]{+세+} 문장으로 대답하세요.")]
    [TestCase("one\ntwo\nthree\n", "one\nthree\n", "one\n[-two\n-]three\n")]
    [TestCase("一番長い川", "一番高い川", "一番[-長-]{+高+}い川")]
    [TestCase("nothing stays here", "우리는 다른 말을 씁니다", "[-nothing stays here-]{+우리는 다른 말을 씁니다+}")]
    [TestCase("", "new", "{+new+}")]
    [TestCase("same", "same", "same")]
    public void A_difference_marks_the_words_that_changed(string before, string after, string marked) =>
        Assert.That(Marked(before, after), Is.EqualTo(marked));

    [Test]
    public void The_pieces_make_both_texts_again_whatever_they_are()
    {
        var random = new Random(4);
        var words = new[] { "a", "bb", " ", "\n", "가나", "😀", "{{x}}", "é", ".", "\t", "川" };
        for (var i = 0; i < 300; i++)
        {
            var (before, after) = (Text(), Text());

            var pieces = WordDifference.Between(before, after);

            Assert.That(string.Concat(pieces.Where(piece => piece.Kind != PieceKind.Added).Select(piece => piece.Text)), Is.EqualTo(before));
            Assert.That(string.Concat(pieces.Where(piece => piece.Kind != PieceKind.Removed).Select(piece => piece.Text)), Is.EqualTo(after));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => words[random.Next(words.Length)]));
    }

    [Test]
    public void The_script_is_the_shortest_there_is()
    {
        // The example of Myers' paper: five edits.
        var (old, fresh) = EditScript.Kept<char>("ABCABBA", "CBABAC");

        Assert.That(old.Count(kept => !kept) + fresh.Count(kept => !kept), Is.EqualTo(5));
        Assert.That(
            "ABCABBA".Where((_, index) => old[index]),
            Is.EqualTo("CBABAC".Where((_, index) => fresh[index])));
    }

    [Test]
    [CancelAfter(20_000)]
    public void Two_large_texts_with_nothing_in_common_do_not_take_long()
    {
        var before = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"a{i} x{i}"));
        var after = string.Join('\n', Enumerable.Range(0, 60_000).Select(i => $"b{i} y{i}"));

        Assert.That(WordDifference.Between(before, after).Sum(piece => piece.Text.Length), Is.GreaterThanOrEqualTo(before.Length));
    }

    private static string Marked(string before, string after) => string.Concat(WordDifference.Between(before, after).Select(piece => piece.Kind switch
    {
        PieceKind.Removed => $"[-{piece.Text}-]",
        PieceKind.Added => $"{{+{piece.Text}+}}",
        _ => piece.Text,
    }));
}
