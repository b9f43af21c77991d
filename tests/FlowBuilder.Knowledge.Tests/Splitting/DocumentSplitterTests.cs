using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Splitting;

namespace FlowBuilder.Knowledge.Tests.Splitting;

[Parallelizable(ParallelScope.All)]
public sealed class DocumentSplitterTests
{
    private const string Guide =
        "# Guide\n\nWelcome to the machine.\n\n## Warranty\n\nIt lasts two years. Keep the receipt.\n\n```\n# not a heading\n```\n\n" +
        "### Parts\n\nBelts last one year.\n\nSetup\n-----\n\nPlug it in.";

    [Test]
    public void A_short_document_stays_whole_and_keeps_what_is_known_of_it()
    {
        var passage = Split("  One. Two. \n", SplitMethod.Recursive, 100, 10).Single();

        Assert.That(passage.Text, Is.EqualTo("One. Two."));
        Assert.That(passage.Source, Is.EqualTo("a.txt"));
        Assert.That(passage.Title, Is.EqualTo("A"));
        Assert.That(passage.Metadata, Is.SupersetOf(new Dictionary<string, string>
        {
            ["row"] = "7",
            ["offset"] = "2",
            ["length"] = "9",
            ["part"] = "1",
        }));
    }

    [Test]
    public void Recursive_splitting_prefers_paragraphs_then_sentences_then_words()
    {
        var passages = Split(
            "First paragraph here.\n\nSecond paragraph is longer. It has two sentences.\n\nabcdefghij klmnopqrst uvwxyzabcd efghijklmn opqr",
            SplitMethod.Recursive,
            40,
            0);

        Assert.That(passages.Select(passage => passage.Text), Is.EqualTo(new[]
        {
            "First paragraph here.", "Second paragraph is longer.", "It has two sentences.", "abcdefghij klmnopqrst uvwxyzabcd", "efghijklmn opqr",
        }));
    }

    [Test]
    public void A_heading_stays_with_the_text_under_it()
    {
        var passages = Split("# Title\n\n" + string.Concat(Enumerable.Repeat("A sentence of some words. ", 10)), SplitMethod.Recursive, 100, 0);

        Assert.That(passages[0].Text, Does.StartWith("# Title\n\nA sentence"));
    }

    [Test]
    public void Sentences_are_never_cut_where_they_fit()
    {
        var text = string.Concat(Enumerable.Range(1, 30).Select(i => $"This is sentence number {i} of the text. "));

        var passages = Split(text, SplitMethod.Sentences, 120, 45);

        Assert.That(passages, Has.Count.GreaterThan(5));
        foreach (var passage in passages)
        {
            Assert.That(passage.Text, Does.StartWith("This is").And.EndsWith("text."));
            Assert.That(passage.Text, Has.Length.LessThanOrEqualTo(120));
        }
    }

    [Test]
    public void Sections_are_cut_at_headings_and_named_by_their_path()
    {
        var passages = Split(Guide, SplitMethod.Sections, 1000, 0);

        Assert.That(passages.Select(passage => passage.Metadata["section"]), Is.EqualTo(new[]
        {
            "Guide", "Guide > Warranty", "Guide > Warranty > Parts", "Guide > Setup",
        }));
        Assert.That(passages[1].Text, Does.Contain("# not a heading"));
        Assert.That(passages[3].Text, Is.EqualTo("Setup\n-----\n\nPlug it in."));
    }

    [Test]
    public void Other_methods_name_the_section_where_the_document_has_headings()
    {
        var document = new Document { Text = Guide, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("format", "markdown") };

        var passages = DocumentSplitter.Split([document], new SplitOptions(SplitMethod.Recursive, 60, 0), CancellationToken.None);

        var plug = passages.Single(passage => passage.Text.Contains("Plug it in", StringComparison.Ordinal));
        Assert.That(plug.Metadata["section"], Is.EqualTo("Guide > Setup"));
    }

    [Test]
    public void Passages_overlap_by_whole_words_and_no_more_than_asked()
    {
        var text = string.Join(' ', Enumerable.Range(100, 200).Select(i => $"word{i}"));

        var passages = Split(text, SplitMethod.Recursive, 100, 30);

        for (var i = 1; i < passages.Count; i++)
        {
            var overlap = Offset(passages[i - 1]) + passages[i - 1].Text.Length - Offset(passages[i]);
            Assert.That(overlap, Is.InRange(1, 30));
            Assert.That(passages[i].Text, Does.StartWith("word"));
        }
    }

    [Test]
    public void No_syllable_or_emoji_is_cut()
    {
        var jamo = "한글".Normalize(System.Text.NormalizationForm.FormD);
        const string family = "👩‍👩‍👧‍👦";
        var text = string.Concat(Enumerable.Repeat(jamo + family + "😀", 50));

        var passages = Split(text, SplitMethod.Characters, 25, 5);

        var whole = StringInfo.ParseCombiningCharacters(text).ToHashSet();
        Assert.That(passages, Has.Count.GreaterThan(10));
        foreach (var passage in passages)
        {
            Assert.That(whole, Does.Contain(Offset(passage)));
            Assert.That(whole.Contains(Offset(passage) + passage.Text.Length) || Offset(passage) + passage.Text.Length == text.Length);
            Assert.That(passage.Text, Has.Length.LessThanOrEqualTo(25));
        }
    }

    [Test]
    public void Marks_piled_up_without_end_are_cut_all_the_same()
    {
        var text = "a" + new string('\u0301', 10_000);

        var passages = Split(text, SplitMethod.Characters, 100, 0);

        Assert.That(passages.Sum(passage => passage.Text.Length), Is.EqualTo(text.Length));
        Assert.That(passages.Max(passage => passage.Text.Length), Is.LessThanOrEqualTo(100));
    }

    [Test]
    public void Every_method_keeps_every_character_and_exact_places([Values] SplitMethod method, [Values(20, 77, 1000)] int size, [Values(0, 10)] int overlap)
    {
        const string text = Guide + "\r\n\r\n보증 기간은 구입일부터 2년입니다. 부품은 1년입니다!\n\n" +
            "A line that is wrapped at some column and goes on over\nthe next one, \"with. quotes\" and 한국어 뷁쀍 문서 👩‍👩‍👧‍👦 in it.";

        var passages = Split(text, method, size, overlap);

        var covered = new bool[text.Length];
        foreach (var passage in passages)
        {
            var offset = Offset(passage);
            Assert.That(text.Substring(offset, passage.Text.Length), Is.EqualTo(passage.Text));
            Assert.That(passage.Text, Is.Not.Empty);
            Assert.That(method == SplitMethod.Tokens ? TokenEstimator.Count(passage.Text) : passage.Text.Length, Is.LessThanOrEqualTo(size));
            Array.Fill(covered, true, offset, passage.Text.Length);
        }

        Assert.That(Enumerable.Range(0, text.Length).Where(i => !covered[i]).All(i => char.IsWhiteSpace(text[i])));
    }

    [Test]
    public void Passages_cut_again_count_from_the_whole_document()
    {
        var once = Split(new string('a', 50) + " " + new string('b', 50), SplitMethod.Recursive, 60, 0);
        var twice = DocumentSplitter.Split(once, new SplitOptions(SplitMethod.Characters, 30, 0), CancellationToken.None);

        Assert.That(twice.Select(Offset), Is.EqualTo(new[] { 0, 30, 51, 81 }));
    }

    [TestCase("The belt of the machine lasts for one year and is then replaced by the service. ")]
    [TestCase("기계의 벨트는 일 년 동안 쓰며 그 뒤에는 서비스 센터에서 교환해 드립니다. ")]
    public void Tokens_are_counted_as_a_model_counts_and_passages_end_at_sentences(string sentence)
    {
        var text = string.Concat(Enumerable.Repeat(sentence, 40));

        var passages = Split(text, SplitMethod.Tokens, 100, 30);

        Assert.That(passages, Has.Count.GreaterThan(4));
        foreach (var passage in passages)
        {
            Assert.That(passage.Text, Does.StartWith(sentence[..4]).And.EndsWith("."));
            Assert.That(TokenEstimator.Count(passage.Text), passage == passages[^1] ? Is.LessThanOrEqualTo(100) : Is.InRange(66, 100));
        }

        for (var i = 1; i < passages.Count; i++)
        {
            var overlap = text[Offset(passages[i])..(Offset(passages[i - 1]) + passages[i - 1].Text.Length)];
            Assert.That(TokenEstimator.Count(overlap), Is.InRange(1, 30));
        }
    }

    [Test]
    public void No_syllable_or_emoji_is_cut_where_tokens_are_counted()
    {
        var text = string.Concat(Enumerable.Repeat("한글".Normalize(System.Text.NormalizationForm.FormD) + "👩‍👩‍👧‍👦😀뷁", 50));

        var passages = Split(text, SplitMethod.Tokens, 20, 5);

        var whole = StringInfo.ParseCombiningCharacters(text).ToHashSet();
        Assert.That(passages, Has.Count.GreaterThan(10));
        foreach (var passage in passages)
        {
            Assert.That(whole, Does.Contain(Offset(passage)));
            Assert.That(whole.Contains(Offset(passage) + passage.Text.Length) || Offset(passage) + passage.Text.Length == text.Length);
        }
    }

    private static DocumentList Split(string text, SplitMethod method, int size, int overlap)
    {
        var document = new Document
        {
            Text = text,
            Source = "a.txt",
            Title = "A",
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("row", "7"),
        };
        return DocumentSplitter.Split([document], new SplitOptions(method, size, overlap), CancellationToken.None);
    }

    private static int Offset(Document passage) => int.Parse(passage.Metadata["offset"], CultureInfo.InvariantCulture);
}
