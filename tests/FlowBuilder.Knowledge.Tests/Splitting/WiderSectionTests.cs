using System.Collections.Immutable;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Tests.Splitting;

[Parallelizable(ParallelScope.All)]
public sealed class WiderSectionTests
{
    private const string Guide =
        "# Guide\n\nWelcome to the machine. It washes and it dries.\n\n" +
        "## Warranty\n\nIt lasts two years. Keep the receipt.\n\n### Parts\n\nBelts last one year. Filters last half a year.\n\n" +
        "## Setup\n\nPlug it in. Close the door. Choose a programme. Press the button.";

    [Test]
    public void A_small_passage_stands_in_the_section_under_its_heading()
    {
        var passages = Passages(Guide, SplitMethod.Sentences, 30, 200);

        var belt = passages.Single(passage => passage.Document.Text.Contains("Belts", StringComparison.Ordinal));
        var door = passages.Single(passage => passage.Document.Text.Contains("door", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(belt.Wider!.Text, Does.StartWith("# Guide").And.EndWith("half a year."), "as much of the chapter as fits");
            Assert.That(door.Wider!.Text, Does.StartWith("## Setup").And.EndWith("Press the button."));
            Assert.That(door.Document.Metadata["section"], Is.EqualTo("Guide > Setup"));
        }
    }

    [Test]
    public void A_section_never_reaches_into_the_next_chapter()
    {
        const string text = "# One\n\nFirst sentence here. Second sentence here.\n\n# Two\n\nThird sentence here. Fourth sentence here.";

        var passages = Passages(text, SplitMethod.Sentences, 25, 10_000);

        Assert.That(passages.Select(passage => passage.Wider!.Text).Distinct(), Is.EqualTo(new[]
        {
            "# One\n\nFirst sentence here. Second sentence here.", "# Two\n\nThird sentence here. Fourth sentence here.",
        }));
    }

    [Test]
    public void A_passage_that_is_its_whole_section_needs_no_other()
    {
        Assert.That(Passages("짧은 글입니다.", SplitMethod.Recursive, 20, 100).Single().Wider, Is.Null);
        Assert.That(Passages(Guide, SplitMethod.Recursive, 1000, 2000).Single().Wider, Is.Null);
    }

    [Test]
    public void Every_passage_lies_in_its_section_and_nothing_is_lost(
        [Values] SplitMethod method, [Values(20, 50)] int size, [Values(60, 200, 5000)] int parent, [Values] bool isMarkdown)
    {
        const string text = Guide + "\r\n\r\n보증 기간은 구입일부터 2년입니다. 부품은 1년입니다! 영수증을 보관하세요.\n\n# 한국어\n\n설명서를 읽으세요. 👩‍👩‍👧‍👦 뷁쀍";

        var passages = Passages(text, method, size, parent, overlap: 7, isMarkdown);

        var covered = new bool[text.Length];
        foreach (var passage in passages)
        {
            Array.Fill(covered, true, passage.Range.Start, passage.Range.Length);
            if (passage.Wider is not { } wider) continue;
            Assert.That(wider.Text, Is.EqualTo(text[wider.Range.Start..wider.Range.End]).And.Contain(passage.Document.Text));
            Assert.That(passage.Range.Start >= wider.Range.Start && passage.Range.End <= wider.Range.End);
            Assert.That(method == SplitMethod.Tokens ? TokenEstimator.Count(wider.Text) : wider.Text.Length, Is.LessThanOrEqualTo(parent));
        }

        Assert.That(Enumerable.Range(0, text.Length).Where(i => !covered[i]).All(i => char.IsWhiteSpace(text[i])));
    }

    [Test]
    public void The_node_hands_the_section_on_as_the_passages_context()
    {
        var documents = DocumentSplitter.Split([Document(Guide, isMarkdown: true)], new SplitOptions(SplitMethod.Sentences, 30, 0, 150), default);

        Assert.That(documents[^1].Text, Is.EqualTo("Press the button."));
        Assert.That(documents[^1].Metadata["context"], Does.StartWith("## Setup"));
    }

    private static List<Passage> Passages(string text, SplitMethod method, int size, int parent, int overlap = 0, bool isMarkdown = true) =>
        [.. DocumentSplitter.Passages([Document(text, isMarkdown)], new SplitOptions(method, size, overlap, parent), default)];

    private static Document Document(string text, bool isMarkdown) => new()
    {
        Text = text,
        Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("format", isMarkdown ? "markdown" : "text"),
    };
}
