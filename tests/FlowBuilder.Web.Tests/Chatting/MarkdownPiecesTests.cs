using FlowBuilder.Web.Chatting;

namespace FlowBuilder.Web.Tests.Chatting;

[Parallelizable(ParallelScope.All)]
public sealed class MarkdownPiecesTests
{
    private const string Long = """
        # Title

        One paragraph
        over two lines.

        1. first

           more of the first

        2. second

        > quoted

        > still quoted

        ```csharp
        var a = 1;

        var b = 2;
        ```

        | a | b |
        | - | - |
        | 1 | 2 |

        한국어 문단입니다.
        """;

    [Test]
    public void A_text_that_grows_letter_by_letter_is_cut_as_the_whole_is_and_what_is_done_never_changes()
    {
        var text = Long.ReplaceLineEndings("\n") + "\n";
        var growing = new MarkdownPieces();
        IReadOnlyList<string> before = [];
        for (var length = 1; length <= text.Length; length++)
        {
            growing.Show(text[..length]);
            Assert.That(string.Concat(growing.All), Is.EqualTo(text[..length]));
            Assert.That(growing.All.Take(before.Count - 1), Is.EqualTo(before.SkipLast(1)), "Only the last piece may change.");
            before = [.. growing.All];
        }

        var whole = new MarkdownPieces();
        whole.Show(text);
        Assert.That(growing.All, Is.EqualTo(whole.All));
        Assert.That(whole.All.Select(piece => piece.Split('\n')[0]), Is.EqualTo(new[] { "# Title", "One paragraph", "1. first", "```csharp", "| a | b |", "한국어 문단입니다." }));
    }

    [TestCase("a\n\n- b\n\n- c\n\nd", "a|- b|d")]
    [TestCase("a\n- b\n\n- c\n", "a")]
    [TestCase("```\na\n\nb\n\nc", "```")]
    [TestCase("````\n```\n\na\n````\n\nb\n", "````|b")]
    [TestCase("a\n\n    code\n\nb\n", "a|b")]
    [TestCase("", "")]
    public void Lists_and_blocks_of_code_stay_whole(string text, string starts)
    {
        var pieces = new MarkdownPieces();
        pieces.Show(text + "\n");

        Assert.That(string.Join('|', pieces.All.Select(piece => piece.Split('\n')[0])), Is.EqualTo(starts));
    }

    [Test]
    public void Another_text_is_cut_anew()
    {
        var pieces = new MarkdownPieces();
        pieces.Show("a\n\nb\n\nc");
        pieces.Show("x\n\ny");

        Assert.That(pieces.All, Is.EqualTo(new[] { "x\n\ny" }).Or.EqualTo(new[] { "x\n\n", "y" }));
        Assert.That(string.Concat(pieces.All), Is.EqualTo("x\n\ny"));
    }
}
