using FlowBuilder.Web.Components.Editor;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class NoteTextTests
{
    [Test]
    public void Stars_set_words_heavy_or_slanted_and_are_not_shown()
    {
        Assert.That(NoteText.Of("**Try it:** open *Answer*.\nDone"), Is.EqualTo(new[]
        {
            ("Try it:", NoteMark.Strong),
            (" open ", NoteMark.None),
            ("Answer", NoteMark.Emphasis),
            (".\nDone", NoteMark.None),
        }));
    }

    [TestCase("2 * 3 = 6")]
    [TestCase("**unclosed")]
    [TestCase("<b>not markup</b>")]
    public void What_marks_nothing_stays_as_it_is(string text) =>
        Assert.That(string.Concat(NoteText.Of(text).Select(piece => piece.Text)), Is.EqualTo(text));
}
