namespace FlowBuilder.Knowledge.Tests.Loading;

[Parallelizable(ParallelScope.All)]
public sealed class WordLoaderTests
{
    private const string Styles =
        "<w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>"
        + "<w:style w:type='paragraph' w:styleId='2'><w:name w:val='heading 2'/><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>"
        + "<w:style w:type='paragraph' w:styleId='a'><w:name w:val='우리 제목'/><w:basedOn w:val='2'/></w:style>"
        + "<w:style w:type='paragraph' w:styleId='T1'><w:name w:val='toc 1'/></w:style>"
        + "<w:style w:type='paragraph' w:styleId='LB'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>";

    private const string Numbering =
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='•'/></w:lvl></w:abstractNum>"
        + "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='제%1조'/></w:lvl>"
        + "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='ganada'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>"
        + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
        + "<w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>";

    [Test]
    public async Task Headings_paragraphs_and_tables_become_Markdown_like_text()
    {
        var file = OfficeFile.Word(
            Paragraph("Rules", "1") + Paragraph("차례\t3", "T1") + "<w:p><w:r><w:t>Two </w:t></w:r><w:r><w:t xml:space='preserve'>years.</w:t><w:br/><w:t>Then</w:t><w:tab/><w:t>none.</w:t></w:r></w:p>"
            + Paragraph("보증", "a")
            + "<w:tbl><w:tr><w:tc>" + Paragraph("부품") + "</w:tc><w:tc>" + Paragraph("가격") + "</w:tc></w:tr><w:tr><w:tc>" + Paragraph("벨트") + Paragraph("(검정)")
            + "</w:tc><w:tc><w:tbl><w:tr><w:tc>" + Paragraph("3,000") + "</w:tc><w:tc>" + Paragraph("원") + "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl><w:p/>" + Paragraph("End"),
            ("styles", Styles), ("numbering", Numbering), OfficeFile.Properties("Handbook", "Kim Minji"));

        var document = (await Loaded.FromAsync("a.docx", file)).Single();

        Assert.That(document.Text, Is.EqualTo("# Rules\n\nTwo years.\nThen\tnone.\n\n## 보증\n\n부품 | 가격\n벨트 (검정) | 3,000 | 원\n\nEnd"));
        Assert.That(document.Title, Is.EqualTo("Handbook"));
        Assert.That(document.Source, Is.EqualTo("a.docx"));
        Assert.That(document.Metadata["author"], Is.EqualTo("Kim Minji"));
        Assert.That(document.Metadata["format"], Is.EqualTo("docx"));
    }

    [Test]
    public async Task Lists_are_numbered_as_Word_shows_them()
    {
        var file = OfficeFile.Word(
            Item("목적", 2, 0) + Item("정의", 2, 0) + Item("회원", 2, 1) + Item("서비스", 2, 1) + Item("변경", 2, 0) + Item("첫 호", 2, 1)
            + Paragraph("Between") + Item("다섯째", 3, 0) + Paragraph("one", "LB") + Paragraph("two", "LB"),
            ("styles", Styles), ("numbering", Numbering));

        Assert.That((await Loaded.FromAsync("a.docx", file)).Single().Text, Is.EqualTo(
            "제1조 목적\n제2조 정의\n  가. 회원\n  나. 서비스\n제3조 변경\n  가. 첫 호\n\nBetween\n\n제5조 다섯째\n- one\n- two"));
    }

    [Test]
    public async Task Notes_stand_at_the_end_under_the_numbers_they_are_named_by()
    {
        var file = OfficeFile.Word(
            "<w:p><w:r><w:t>Price</w:t></w:r><w:r><w:endnoteReference w:id='2'/></w:r><w:r><w:t> and term</w:t></w:r><w:r><w:footnoteReference w:id='3'/></w:r><w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
            ("footnotes", "<w:footnote w:id='0' w:type='separator'>" + Paragraph("____") + "</w:footnote><w:footnote w:id='1'>" + Paragraph("not on Sundays") + "</w:footnote><w:footnote w:id='3'>" + Paragraph("in years") + "</w:footnote>"),
            ("endnotes", "<w:endnote w:id='2'>" + Paragraph("without tax") + "</w:endnote>"));

        Assert.That((await Loaded.FromAsync("a.docx", file)).Single().Text, Is.EqualTo(
            "Price[^1] and term[^2][^3]\n\n[^1]: without tax\n[^2]: in years\n[^3]: not on Sundays"));
    }

    [Test]
    public async Task What_a_reader_does_not_see_is_left_out()
    {
        var file = OfficeFile.Word(
            "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>"
            + "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + Paragraph("box") + "</w:txbxContent></mc:Choice><mc:Fallback>" + Paragraph("box") + "</mc:Fallback></mc:AlternateContent></w:r></w:p>");

        Assert.That((await Loaded.FromAsync("a.docx", file)).Single().Text, Is.EqualTo("box\n\nnew"));
    }

    [Test]
    public async Task The_strict_variant_of_the_standard_is_read_too()
    {
        var file = OfficeFile.Zip(
        [
            ("_rels/.rels", OfficeFile.PackageRelations("/word/main.xml").Replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal)),
            ("word/main.xml", "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>" + Paragraph("strict") + "</w:body></w:document>"),
        ]);

        Assert.That((await Loaded.FromAsync("report.docx", file)).Single().Text, Is.EqualTo("strict"));
    }

    private static string Paragraph(string text, string? style = null) =>
        $"<w:p>{(style is null ? "" : $"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>")}<w:r><w:t>{text}</w:t></w:r></w:p>";

    private static string Item(string text, int list, int level) =>
        $"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";
}
