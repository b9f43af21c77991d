using System.Collections.Immutable;
using System.Text;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Privacy;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Cleaning;

namespace FlowBuilder.Knowledge.Tests.Cleaning;

[Parallelizable(ParallelScope.All)]
public sealed class DocumentCleanerTests
{
    private static readonly KnowledgeCleaning None = new() { Whitespace = false, RepeatedLines = false, DividedWords = false };

    [TestCase("One  two\t\tthree \r\n\r\n\r\n\r\nfour\rfive", "One two three\n\nfour\nfive")]
    [TestCase("\uFEFF\n\nzero\u200Bwidth\u00A0blank\u3000wide\u0000\n\n", "zerowidth blank wide")]
    [TestCase("한\u00A0국어\u2028문서", "한 국어\n문서")]
    [TestCase("👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧")]
    [TestCase("- item  one\n  - nested   item", "- item one\n  - nested item")]
    [TestCase("    code  stays\n\tand  this", "    code  stays\n\tand  this")]
    [TestCase("```\na   b\n\n\n  c\n```\n\n\n\nafter", "```\na   b\n\n\n  c\n```\n\nafter")]
    [TestCase("Name     Price\nBelt     1,000\n\na   lone gap", "Name     Price\nBelt     1,000\n\na lone gap")]
    [TestCase("| a   | b |\n| --- | --- |", "| a | b |\n| --- | --- |")]
    [TestCase("\uD800 broken  half", "\uD800 broken half")]
    public void White_space_is_made_alike_and_keeps_its_meaning(string text, string expected)
    {
        Assert.That(Clean(None with { Whitespace = true }, Document(text)).Single().Text, Is.EqualTo(expected));
    }

    [Test]
    public void Korean_typed_as_separate_letters_becomes_syllables()
    {
        var text = "한국어 문서".Normalize(NormalizationForm.FormD);

        Assert.That(Clean(None with { Whitespace = true }, Document(text)).Single().Text, Is.EqualTo("한국어 문서"));
    }

    [Test]
    public void The_two_blanks_that_break_a_line_stay_in_Markdown_only()
    {
        Assert.That(Clean(None with { Whitespace = true }, Document("one    \ntwo", "markdown")).Single().Text, Is.EqualTo("one  \ntwo"));
        Assert.That(Clean(None with { Whitespace = true }, Document("one    \ntwo")).Single().Text, Is.EqualTo("one\ntwo"));
    }

    [Test]
    public void Heads_feet_and_page_numbers_are_left_out()
    {
        var pages = Pages(8, page => $"Acme Ltd. – Annual Report 2024\n\n{Body(page)}\n\nConfidential\nPage {page} of 8");

        var cleaned = Clean(None with { RepeatedLines = true }, pages);

        Assert.That(cleaned.Select(page => page.Text), Is.EqualTo(Enumerable.Range(1, 8).Select(Body)));
    }

    [TestCase("- {0} -")]
    [TestCase("{0}")]
    [TestCase("제 {0} 쪽")]
    [TestCase("취업규칙 2024 | {0}/20")]
    public void A_line_that_counts_the_pages_is_left_out_however_it_is_written(string foot)
    {
        var pages = Pages(20, page => Body(page) + "\n" + foot.Replace("{0}", $"{page + 4}", StringComparison.Ordinal));

        Assert.That(Clean(None with { RepeatedLines = true }, pages).Select(page => page.Text), Is.EqualTo(Enumerable.Range(1, 20).Select(Body)));
    }

    [Test]
    public void Left_and_right_pages_may_have_heads_of_their_own()
    {
        var pages = Pages(10, page => $"{(page % 2 == 0 ? "Handbook" : "Chapter One")}\n{Body(page)}");

        Assert.That(Clean(None with { RepeatedLines = true }, pages).Select(page => page.Text), Is.EqualTo(Enumerable.Range(1, 10).Select(Body)));
    }

    [Test]
    public void What_is_said_on_few_pages_or_in_their_midst_or_is_a_row_or_a_heading_stays()
    {
        DocumentList[] kept =
        [
            Pages(10, page => page <= 3 ? $"Remember this.\n{Body(page)}" : Body(page)),
            Pages(6, page => $"{Body(page)}\nThe same line.\n{Body(page + 20)}"),
            Pages(6, page => $"| Name | Price |\n{Body(page)}\n# Prices"),
            Pages(6, page => $"{Body(page)}\n{page * page * 1000},{page * 37 % 1000:000}"),
            Pages(2, page => $"Only two pages have this.\n{Body(page)}"),
        ];

        foreach (var pages in kept)
            Assert.That(Clean(None with { RepeatedLines = true }, pages).Select(page => page.Text), Is.EqualTo(pages.Select(page => page.Text)));
    }

    [Test]
    public void Pages_of_two_files_and_rows_of_a_table_are_not_pages_of_one_another()
    {
        var rows = new DocumentList([.. Enumerable.Range(1, 9).Select(row => Document("Name: Belt\nIn stock: yes", "csv") with { Source = "a.csv" })]);
        var files = new DocumentList([.. Enumerable.Range(1, 9).Select(file => Page("Dear reader,\nWelcome.", 1) with { Source = $"{file}.pdf" })]);

        Assert.That(Clean(None with { RepeatedLines = true }, rows).Select(row => row.Text), Is.EqualTo(rows.Select(row => row.Text)));
        Assert.That(Clean(None with { RepeatedLines = true }, files).Select(file => file.Text), Is.EqualTo(files.Select(file => file.Text)));
    }

    [Test]
    public void A_page_of_which_nothing_is_left_is_left_out_but_never_all_of_them()
    {
        var blank = Pages(6, page => page == 4 ? "Acme Ltd." : $"Acme Ltd.\n{Body(page)}");

        Assert.That(Clean(None with { RepeatedLines = true }, blank), Has.Count.EqualTo(5));
        Assert.That(Clean(None with { RepeatedLines = true }, Pages(6, _ => "Acme Ltd.")), Has.Count.EqualTo(6));
    }

    [TestCase("an exam-\nple. Another example", "an example. Another example", Description = "the word is whole elsewhere")]
    [TestCase("a well-\nknown fact; as well-known as", "a well-known fact; as well-known as", Description = "its hyphen is its own")]
    [TestCase("a house-\nboat, alone", "a house-\nboat, alone", Description = "nothing tells")]
    [TestCase("soft\u00AD\nware", "software")]
    [TestCase("1990-\n2000 and North-\nSouth", "1990-\n2000 and North-\nSouth")]
    public void A_divided_word_is_joined_where_the_file_tells_how(string text, string expected)
    {
        Assert.That(Clean(None with { DividedWords = true }, Page(text, 1)).Single().Text, Is.EqualTo(expected));
    }

    [Test]
    public void Words_of_other_formats_and_of_other_files_join_nothing()
    {
        var documents = Clean(None with { DividedWords = true }, Document("exam-\nple example"), Page("exam-\nple", 1), Page("example", 1) with { Source = "other.pdf" });

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "exam-\nple example", "exam-\nple", "example" }));
    }

    [Test]
    public void Persons_are_masked_in_the_language_of_the_file_also_in_what_it_says_of_itself()
    {
        var mail = Document("Write to a@example.com or 010-1234-5678.", "eml") with
        {
            Title = "From a@example.com",
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("from", "A <a@example.com>").Add("format", "eml"),
        };
        var cleaning = None with { Mask = [PersonalDataKind.Email] };

        var english = Clean(cleaning, mail).Single();
        var korean = Clean(cleaning, Document("문의: a@example.com")).Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(english.Text, Is.EqualTo("Write to [email] or 010-1234-5678."));
            Assert.That(english.Title, Is.EqualTo("From [email]"));
            Assert.That(english.Metadata["from"], Is.EqualTo("A <[email]>"));
            Assert.That(korean.Text, Is.EqualTo("문의: [이메일]"));
        }
    }

    [Test]
    public void Cleaning_twice_changes_nothing_more()
    {
        var pages = Pages(5, page => $"Head  line\n\n\n\nText   of \u200B pages\n\ttabbed   text\n{Body(page)}\n\nPage {page}");

        var once = Clean(new KnowledgeCleaning(), pages);
        var twice = Clean(new KnowledgeCleaning(), once);

        Assert.That(twice.Select(page => page.Text), Is.EqualTo(once.Select(page => page.Text)));
    }

    [Test]
    public void Nothing_is_done_where_nothing_is_asked_for_and_settings_compare_by_what_they_say()
    {
        var pages = Pages(4, page => $" Head \n\n\n\ntext{page}  a@example.com\r\nPage {page}");

        Assert.That(Clean(None, pages).Select(page => page.Text), Is.EqualTo(pages.Select(page => page.Text)));
        Assert.That(
            None with { Mask = [PersonalDataKind.Email, PersonalDataKind.Phone] },
            Is.EqualTo(None with { Mask = [PersonalDataKind.Phone, PersonalDataKind.Email, PersonalDataKind.Email] }));
        Assert.That(None with { Mask = [PersonalDataKind.Email] }, Is.Not.EqualTo(None));
    }

    private static DocumentList Clean(KnowledgeCleaning cleaning, params Document[] documents) => Clean(cleaning, new DocumentList([.. documents]));

    private static DocumentList Clean(KnowledgeCleaning cleaning, DocumentList documents) => DocumentCleaner.Clean(documents, cleaning, CancellationToken.None);

    private static DocumentList Pages(int count, Func<int, string> text) => new([.. Enumerable.Range(1, count).Select(page => Page(text(page), page))]);

    // Lines of words that no other page has.
    private static string Body(int page)
    {
        var random = new Random(page);
        return string.Join('\n', Enumerable.Range(0, 9).Select(_ => string.Join(' ', Enumerable.Range(0, 5).Select(_ => Word(random)))));
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('가' + random.Next(2000))));

    private static Document Page(string text, int page)
    {
        var document = Document(text, "pdf");
        return document with { Source = "a.pdf", Metadata = document.Metadata.Add("page", $"{page}") };
    }

    private static Document Document(string text, string format = "text") =>
        new() { Text = text, Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("format", format) };
}
