using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class DocumentLoaderTests
{
    [Test]
    public async Task A_text_file_is_one_document_that_knows_where_it_came_from()
    {
        var document = (await LoadAsync("guide.txt", "보증 기간은 2년입니다.")).Single();

        Assert.That(document.Text, Is.EqualTo("보증 기간은 2년입니다."));
        Assert.That(document.Title, Is.EqualTo("guide"));
        Assert.That(document.Source, Is.EqualTo("guide.txt"));
        Assert.That(document.Metadata["format"], Is.EqualTo("text"));
        Assert.That(document.Metadata["encoding"], Is.EqualTo("utf-8"));
    }

    [Test]
    [Hazard("BAD-35")]
    public async Task A_chosen_encoding_wins()
    {
        var file = new FileValue("a.txt", "", Encoding.Latin1.GetBytes("\u00C7\u00D1\u00B1\u00DB"));

        var document = (await Loader().LoadAsync(file, "windows-1252", CancellationToken.None)).Single();

        Assert.That(document.Text, Is.EqualTo("ÇÑ±Û"));
        Assert.That((await Loader().LoadAsync(file, null, CancellationToken.None)).Single().Text, Is.EqualTo("한글"));
    }

    [Test]
    public async Task Markdown_takes_its_title_from_its_first_heading()
    {
        var document = (await LoadAsync("guide.md", "Intro\n\n# User guide\n\n## Warranty\n\nTwo years.")).Single();

        Assert.That(document.Title, Is.EqualTo("User guide"));
        Assert.That(document.Metadata["format"], Is.EqualTo("markdown"));
    }

    [TestCase("page.txt", "<!DOCTYPE html><html><body><p>Hi</p></body></html>", "html")]
    [TestCase("page.csv", "<html><body>Hi</body></html>", "html")]
    [TestCase("data.txt", "{\"a\": 1}", "json")]
    [TestCase("data.csv", "[{\"a\": 1}]", "json")]
    [TestCase("data.json", "{\"a\": 1}\n{\"a\": 2}", "jsonl")]
    [TestCase("prose.json", "Once upon a time.", "text")]
    [TestCase("notes", "# One\n\ntext\n\n# Two\n\ntext", "markdown")]
    [TestCase("notes.md", "[link](https://example.com) and text", "markdown")]
    [TestCase("notes.txt", "plain, with, commas\nand, more, commas", "text")]
    public async Task Content_decides_where_it_disagrees_with_the_name(string name, string content, string expected)
    {
        Assert.That((await LoadAsync(name, content))[0].Metadata["format"], Is.EqualTo(expected));
    }

    [Test]
    public async Task The_media_type_helps_where_the_name_says_nothing()
    {
        var file = new FileValue("download", "text/csv; charset=utf-8", "name,age\nKim,31"u8.ToArray());

        Assert.That((await Loader().LoadAsync(file, null, CancellationToken.None))[0].Text, Is.EqualTo("name: Kim\nage: 31"));
    }

    [TestCase("", TestName = "Empty_file")]
    [TestCase(" \r\n\t ", TestName = "Blank_file")]
    [TestCase("<html><body><script>x()</script></body></html>", TestName = "Page_without_text")]
    [TestCase("[]", TestName = "Json_without_items")]
    [TestCase("{}", TestName = "Json_without_members")]
    public void Nothing_to_read_is_told(string content)
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => LoadAsync("empty.txt", content))!;

        Assert.That(fault.Code, Is.EqualTo("documents.empty"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Input));
        Assert.That(fault.Text.English, Does.Contain("\"empty.txt\""));
        Assert.That(fault.Text.All["ko"], Does.Contain("\"empty.txt\""));
    }

    [TestCase("a.pdf", "GIF89a", "GIF")]
    [TestCase("a.txt", "GIF89a", "GIF")]
    [TestCase("a.rtf", "{\\rtf1 x}", "RTF")]
    [Hazard("BAD-38", "SEC-49")]
    public void Other_kinds_of_files_are_named_and_refused(string name, string content, string kind)
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => LoadAsync(name, content))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unsupported"));
        Assert.That(fault.Text.English, Does.Contain(kind).And.Contain("txt, md, html, json, jsonl, csv, tsv, pdf, docx, pptx, xlsx, eml"));
    }

    [TestCase("utf-8", 65001)]
    [TestCase("utf-16le", 1200)]
    [TestCase("utf-16be", 1201)]
    [TestCase("cp949", 949)]
    [Hazard("BAD-35")]
    public async Task Korean_text_is_read_in_each_encoding_and_says_which(string name, int codePage)
    {
        const string text = "보증 기간은 구입일부터 2년입니다.\n영수증을 보관하세요.";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);

        var document = (await Loader().LoadAsync(new FileValue("a.txt", "", encoding.GetBytes(text)), null, CancellationToken.None)).Single();

        Assert.That(document.Text, Is.EqualTo(text));
        Assert.That(document.Metadata["encoding"], Is.EqualTo(name));
    }

    [Test]
    public async Task A_table_in_a_Western_encoding_keeps_its_letters()
    {
        var file = new FileValue("a.csv", "", Encoding.Latin1.GetBytes("Größe;Café\n10;São Paulo\n"));

        var document = (await Loader().LoadAsync(file, null, CancellationToken.None)).Single();

        Assert.That(document.Text, Is.EqualTo("Größe: 10\nCafé: São Paulo"));
        Assert.That(document.Metadata["encoding"], Is.EqualTo("windows-1252"));
    }

    [Test]
    public void Unknown_binary_data_is_refused_by_its_extension()
    {
        var file = new FileValue("x.bin", "", new byte[] { 1, 0, 2, 0, 0, 0, 255, 254, 3, 0, 0 });

        var fault = Assert.ThrowsAsync<NodeException>(() => Loader().LoadAsync(file, null, CancellationToken.None))!;

        Assert.That(fault.Code, Is.EqualTo("documents.unsupported"));
        Assert.That(fault.Text.English, Does.Contain(".bin"));
    }

    [Test]
    public void A_file_over_the_limit_says_how_large_it_is()
    {
        var loader = new DocumentLoader(new DocumentLimits { Bytes = 1048576 });
        var file = new FileValue("big.txt", "", new byte[3 * 1048576 / 2]);

        var fault = Assert.ThrowsAsync<NodeException>(() => loader.LoadAsync(file, null, CancellationToken.None))!;

        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("1.5 MB").And.Contain("1 MB"));
    }

    [Test]
    public void Text_without_a_file_is_recognised_by_its_content()
    {
        var page = Loader().LoadText("<div><h1>Title</h1><p>Body</p></div>", CancellationToken.None).Single();

        Assert.That(page.Text, Is.EqualTo("# Title\n\nBody"));
        Assert.That(page.Source, Is.Empty);
        Assert.That(page.Metadata.ContainsKey("encoding"), Is.False);
    }

    internal static Task<DocumentList> LoadAsync(string name, string content, DocumentLimits? limits = null) =>
        Loader(limits).LoadAsync(new FileValue(name, "", Encoding.UTF8.GetBytes(content)), null, CancellationToken.None);

    private static DocumentLoader Loader(DocumentLimits? limits = null) => new(limits ?? new DocumentLimits());
}
