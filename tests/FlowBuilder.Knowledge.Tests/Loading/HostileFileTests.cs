using System.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class HostileFileTests
{
    private const string Body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";

    [Test]
    [Hazard("BAD-31")]
    public void A_zip_bomb_is_refused_while_it_is_read()
    {
        var bomb = OfficeFile.Word(string.Concat(Enumerable.Repeat("<w:p></w:p>", 450_000)));

        var fault = Loaded.FaultOf("bomb.docx", bomb);

        Assert.That(bomb, Has.Length.LessThan(100_000));
        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("zip bomb"));
    }

    [Test]
    [Hazard("BAD-31")]
    public void What_all_parts_unpack_to_together_is_bounded()
    {
        var noise = new Random(7);
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(_ => $"<row><c><v>{noise.NextDouble()}</v></c></row>"));
        var file = OfficeFile.Sheets([("A", rows), ("B", rows)]);

        var fault = Loaded.FaultOf("large.xlsx", file, new DocumentLimits { UnpackedBytes = rows.Length * 3 / 2 });

        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("unpacked"));
    }

    [Test]
    [Hazard("BAD-34")]
    public void An_element_without_an_end_is_refused()
    {
        var noise = new byte[13_000_000];
        new Random(7).NextBytes(noise);
        var text = Convert.ToBase64String(noise);

        Assert.That(Loaded.FaultOf("endless.docx", OfficeFile.Word($"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).Text.English, Does.Contain("16 MB"));
    }

    [Test]
    public void Elements_that_nest_beyond_all_use_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:p>", 100_000));

        Assert.That(Loaded.FaultOf("deep.docx", OfficeFile.Word(deep + string.Concat(Enumerable.Repeat("</w:p>", 100_000)))).Text.English, Does.Contain("1,000 levels"));
    }

    [Test]
    public void A_part_of_nothing_but_new_names_is_refused()
    {
        var names = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"<n{number}/>"));

        Assert.That(Loaded.FaultOf("names.docx", OfficeFile.Word(names)).Text.English, Does.Contain("names of elements"));
    }

    [Test]
    public void A_text_that_many_cells_share_does_not_multiply()
    {
        var cells = string.Concat(Enumerable.Range(0, 100).Select(_ => "<c t='s'><v>0</v></c>"));
        var rows = string.Concat(Enumerable.Repeat($"<row>{cells}</row>", 3));

        var fault = Loaded.FaultOf("shared.xlsx", OfficeFile.Sheets([("S", rows)], [new string('x', 100_000)]), new DocumentLimits { Characters = 1_000_000 });

        Assert.That(fault.Text.English, Does.Contain("1,000,000 characters"));
    }

    [Test]
    [Hazard("BAD-31")]
    public void Thousands_of_entries_are_refused_before_they_are_listed()
    {
        var file = OfficeFile.Zip(Enumerable.Range(0, 2_000).Select(number => ($"{number}", "")));

        var fault = Loaded.FaultOf("many.docx", file, new DocumentLimits { Entries = 1_000 });

        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("2,000").And.Contain("1,000"));
    }

    [Test]
    [Hazard("BAD-34")]
    public void A_document_type_in_a_part_is_refused_and_no_file_is_read_by_it()
    {
        var file = OfficeFile.Zip(
        [
            ("_rels/.rels", OfficeFile.PackageRelations("word/document.xml")),
            ("word/document.xml", $"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>{Body}<w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"),
        ]);

        var fault = Loaded.FaultOf("xxe.docx", file);

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("DTD"));
    }

    [Test]
    public void An_Office_file_with_a_password_says_so()
    {
        byte[] file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes("EncryptionInfo"), .. new byte[100], .. Encoding.Unicode.GetBytes("EncryptedPackage")];

        var fault = Loaded.FaultOf("secret.xlsx", file);

        Assert.That(fault.Code, Is.EqualTo("documents.protected"));
        Assert.That(fault.Text.English, Does.Contain("remove the password"));
        Assert.That(fault.Text.All["ko"], Does.Contain("암호를 해제"));
    }

    [Test]
    [Hazard("BAD-31")]
    public void A_zip_with_a_password_says_so()
    {
        var file = OfficeFile.Word("<w:p/>");
        for (var at = 0; at + 10 < file.Length; at++)
        {
            // The first bit of an entry's flags, in its own header and in the directory.
            if (file.AsSpan(at).StartsWith("PK\u0001\u0002"u8)) file[at + 8] |= 1;
            if (file.AsSpan(at).StartsWith("PK\u0003\u0004"u8)) file[at + 6] |= 1;
        }

        Assert.That(Loaded.FaultOf("secret.docx", file).Code, Is.EqualTo("documents.protected"));
    }

    [TestCase("WordDocument", "Word 97–2003 (doc)")]
    [TestCase("Workbook", "Excel 97–2003 (xls)")]
    [TestCase("PowerPoint Document", "PowerPoint 97–2003 (ppt)")]
    public void Files_of_old_Office_are_named(string stream, string kind)
    {
        byte[] file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504], .. Encoding.Unicode.GetBytes(stream)];

        var fault = Loaded.FaultOf("old.docx", file);

        Assert.That(fault.Code, Is.EqualTo("documents.unsupported"));
        Assert.That(fault.Text.English, Does.Contain(kind).And.Contain("docx, pptx, xlsx"));
    }

    [TestCase(0.5)]
    [TestCase(0.95)]
    [Hazard("BAD-39")]
    public void A_file_that_was_cut_off_says_so(double kept)
    {
        var file = OfficeFile.Word(string.Concat(Enumerable.Range(0, 500).Select(number => $"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>")));

        var fault = Loaded.FaultOf("cut.docx", file[..(int)(file.Length * kept)]);

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain("cut off"));
    }

    [Test]
    [Hazard("BAD-34")]
    public void A_part_that_breaks_off_says_so()
    {
        var file = OfficeFile.Zip([("_rels/.rels", OfficeFile.PackageRelations("word/document.xml")), ("word/document.xml", Body + "<w:p><w:r><w:t>Half a")]);

        Assert.That(Loaded.FaultOf("half.docx", file).Code, Is.EqualTo("documents.unreadable"));
    }

    [Test]
    public void Damaged_bytes_inside_say_so()
    {
        var file = OfficeFile.Word(string.Concat(Enumerable.Range(0, 5_000).Select(number => $"<w:p><w:r><w:t>{number}</w:t></w:r></w:p>")));
        file.AsSpan(file.Length / 3, 200).Fill(0xEE);

        Assert.That(Loaded.FaultOf("damaged.docx", file).Code, Is.EqualTo("documents.unreadable"));
    }

    [Test]
    [Hazard("SEC-49")]
    public async Task Content_decides_where_the_name_says_another_format()
    {
        var sheet = OfficeFile.Sheets([("S", "<row><c><v>5</v></c></row>")]);

        Assert.That((await Loaded.FromAsync("a.docx", sheet)).Single().Metadata["format"], Is.EqualTo("xlsx"));
        Assert.That((await Loaded.FromAsync("a.pdf", sheet)).Single().Metadata["format"], Is.EqualTo("xlsx"));
        Assert.That((await Loaded.FromAsync("a.pdf", "<html><body><p>Sign in</p></body></html>"u8.ToArray())).Single().Metadata["format"], Is.EqualTo("html"));
        Assert.That((await Loaded.FromAsync("a.xlsx", "name,city\nKim,Seoul"u8.ToArray())).Single().Metadata["format"], Is.EqualTo("text"));
    }

    [TestCase("a.docx", "Word (docx)")]
    [TestCase("a.pdf", "PDF")]
    [Hazard("BAD-34", "SEC-49")]
    public void A_file_that_is_not_what_its_name_says_and_nothing_else_says_so(string name, string kind)
    {
        var fault = Loaded.FaultOf(name, [0x9B, 0x20, 0x44, 0x52, 0x4D, 0x4F, 0x4E, 0x45, 0, 0, 0, 1, 0, 2, 0, 0, 3]);

        Assert.That(fault.Code, Is.EqualTo("documents.unreadable"));
        Assert.That(fault.Text.English, Does.Contain(kind).And.Contain("DRM"));
    }

    [Test]
    public void Archives_of_other_programs_are_named()
    {
        Assert.That(Loaded.FaultOf("a.zip", OfficeFile.Zip([("a.txt", "text")])).Text.English, Does.Contain("is ZIP,"));
        Assert.That(Loaded.FaultOf("a.odt", OfficeFile.Zip([("mimetype", "x")])).Code, Is.EqualTo("documents.unsupported"));
    }

    [Test]
    public void A_file_of_200_MB_is_refused_by_its_size_alone()
    {
        var fault = Loaded.FaultOf("huge.docx", GC.AllocateUninitializedArray<byte>(200 * 1024 * 1024));

        Assert.That(fault.Code, Is.EqualTo("documents.too-large"));
        Assert.That(fault.Text.English, Does.Contain("200 MB").And.Contain("50 MB"));
    }

    [Test]
    public void Reading_an_Office_file_ends_when_it_is_cancelled()
    {
        var file = new FileValue("a.docx", "", OfficeFile.Word("<w:p/>"));

        Assert.ThrowsAsync<OperationCanceledException>(() => new DocumentLoader(new DocumentLimits()).LoadAsync(file, null, new CancellationToken(canceled: true)));
    }
}
