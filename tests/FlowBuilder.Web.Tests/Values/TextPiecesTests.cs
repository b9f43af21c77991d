using FlowBuilder.Web.Components.Values;

namespace FlowBuilder.Web.Tests.Values;

[Parallelizable(ParallelScope.All)]
internal sealed class TextPiecesTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(TextPieces.Length)]
    [TestCase(TextPieces.Length + 1)]
    [TestCase(5 * TextPieces.Length - 1)]
    public void Pieces_together_are_the_text(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(number => (char)('a' + number % 26)));

        Assert.That(string.Concat(TextPieces.Of(text, 0, length).Select(piece => piece.Text)), Is.EqualTo(text));
    }

    [Test]
    public void No_piece_begins_or_ends_within_a_letter()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("😀", 3 * TextPieces.Length));

        var pieces = TextPieces.Of(text, 0, text.Length).Select(piece => piece.Text).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(pieces, Has.None.Matches<string>(piece => char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1])));
            Assert.That(string.Concat(pieces), Is.EqualTo(text));
        }
    }

    [Test]
    public void Pieces_of_a_text_that_grows_stay_as_they_were()
    {
        var text = new string('x', 3 * TextPieces.Length);

        var before = TextPieces.Of(text, 0, text.Length).ToList();
        var after = TextPieces.Of(text + "more", 0, text.Length + 4).ToList();

        Assert.That(after[..3], Is.EqualTo(before));
    }
}
