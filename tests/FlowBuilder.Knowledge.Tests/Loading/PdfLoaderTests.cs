using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Knowledge.Loading.Pdf;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>PDF files by the programs of this machine; left out where they are not installed.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PdfLoaderTests
{
    [SetUp]
    public void Needs_poppler() => IgnoreWithout("pdftotext");

    [Test]
    public async Task Each_page_is_a_document_with_its_number()
    {
        var documents = await Loaded.FromAsync("guide.pdf", PdfFile.Of("First page\nwith two lines", "", "보증 기간은 2년입니다."));

        Assert.That(documents.Select(document => document.Text), Is.EqualTo(new[] { "First page\nwith two lines", "보증 기간은 2년입니다." }));
        Assert.That(documents.Select(document => document.Metadata["page"]), Is.EqualTo(new[] { "1", "3" }));
        Assert.That(documents.Select(document => document.Title), Has.All.EqualTo("guide"));
        Assert.That(documents[0].Metadata["format"], Is.EqualTo("pdf"));
    }

    [TestCase("/Title (Annual report) /Author (Kim Minji)", "Annual report")]
    [TestCase("/Title <FEFFBCF4ACE0C11C> /Author (Kim Minji)", "보고서")]
    [TestCase("/Title (Microsoft Word - draft 3.docx) /Author (Kim Minji)", "draft 3")]
    [TestCase("/Title (untitled) /Author (Kim Minji)", "a")]
    public async Task Title_and_author_are_those_of_the_file(string information, string title)
    {
        IgnoreWithout("pdfinfo");

        var document = (await Loaded.FromAsync("a.pdf", PdfFile.Of([[(72, 720, "text")]], information))).Single();

        Assert.That(document.Title, Is.EqualTo(title));
        Assert.That(document.Metadata["author"], Is.EqualTo("Kim Minji"));
    }

    [Test]
    public async Task Columns_are_read_one_after_the_other()
    {
        string[] left = ["The warranty lasts for", "two years from the day", "on which it was bought."], right = ["Returns are free within", "thirty days if the box", "has not been opened yet."];
        var lines = left.Select((line, index) => (60, 700 - (14 * index), line)).Concat(right.Select((line, index) => (330, 700 - (14 * index), line)));

        var text = (await Loaded.FromAsync("a.pdf", PdfFile.Of([lines]))).Single().Text;

        Assert.That(text.IndexOf("was bought.", StringComparison.Ordinal), Is.LessThan(text.IndexOf("Returns", StringComparison.Ordinal)).And.GreaterThan(0));
    }

    [Test]
    [Hazard("BAD-33")]
    public void A_password_is_told()
    {
        Assert.That(Loaded.FaultOf("locked.pdf", PdfFile.Locked()).Code, Is.EqualTo("documents.protected"));
    }

    [Test]
    public void A_file_that_was_cut_off_says_so()
    {
        var file = PdfFile.Of("One", "Two");

        var fault = Loaded.FaultOf("cut.pdf", file[..(file.Length * 3 / 4)]);

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("cut off"));
    }

    [Test]
    [Hazard("BAD-33")]
    public void A_file_that_only_begins_like_a_PDF_says_so()
    {
        var fault = Loaded.FaultOf("damaged.pdf", "%PDF-1.7\nnothing of use\n%%EOF\n"u8.ToArray());

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("damaged"));
    }

    [Test]
    public async Task A_PDF_is_known_by_its_content()
    {
        Assert.That((await Loaded.FromAsync("report.docx", PdfFile.Of("text"))).Single().Metadata["format"], Is.EqualTo("pdf"));
        Assert.That((await Loaded.FromAsync("a.pdf", [.. "HTTP/1.1 200 OK\n"u8, .. PdfFile.Of("text"), .. new byte[8192]])).Single().Text, Is.EqualTo("text"));
    }

    [Test]
    public async Task A_scan_is_recognised_where_the_program_is_installed()
    {
        IgnoreWithout("tesseract");
        IgnoreWithout("pdftoppm");

        var document = (await Loaded.FromAsync("scan.pdf", PdfFile.Drawn())).Single();

        Assert.That(document.Text, Does.Contain("HELL"));
        Assert.That(document.Metadata["method"], Is.EqualTo("ocr"));
        Assert.That(document.Metadata["page"], Is.EqualTo("1"));
    }

    [Test]
    [Hazard("BAD-33")]
    public void A_scan_says_what_would_be_needed_where_it_is_not_installed()
    {
        using var folder = new ProgramFolder();
        folder.Link("pdftotext", ExternalPrograms.Installed.Find("pdftotext")!);
        var loader = new DocumentLoader(new DocumentLimits(), folder.Programs);

        var fault = Assert.ThrowsAsync<NodeException>(() => loader.LoadAsync(new FileValue("scan.pdf", "", PdfFile.Drawn()), null, CancellationToken.None))!;

        Assert.That(fault.Code, Is.EqualTo("documents.tool-missing"));
        Assert.That(fault.Text.English, Does.Contain("only pictures").And.Contain("tesseract"));
        Assert.That(fault.Text.All["ko"], Does.Contain("스캔").And.Contain("tesseract"));
    }

    private static void IgnoreWithout(string program)
    {
        if (ExternalPrograms.Installed.Find(program) is null) Assert.Ignore($"{program} is not installed on this machine (Debian: apt-get install {(program == "tesseract" ? "tesseract-ocr" : "poppler-utils")}).");
    }
}
