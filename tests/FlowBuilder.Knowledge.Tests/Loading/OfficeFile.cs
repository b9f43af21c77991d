using System.IO.Compression;
using System.Text;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>Writes small Word, PowerPoint and Excel files: the parts that Office itself writes, with what a test puts in them.</summary>
internal static class OfficeFile
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string P = "http://schemas.openxmlformats.org/presentationml/2006/main";
    private const string A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>Properties with a title and an author.</summary>
    public static (string Path, string Xml) Properties(string title, string author) => ("docProps/core.xml",
        "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        + $"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>");

    /// <summary>A Word file.</summary>
    /// <param name="body">What stands in its body.</param>
    /// <param name="parts">Other parts: their paths below <c>word/</c>, and what stands in their root.</param>
    public static byte[] Word(string body, params (string Path, string Content)[] parts) => Zip(
    [
        ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        ("_rels/.rels", PackageRelations("word/document.xml")),
        ("word/document.xml", $"{Declaration}<w:document xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>{body}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", Relations(parts.Select(part => (part.Path, part.Path)))),
        .. parts.Select(part => part.Path.StartsWith("docProps", StringComparison.Ordinal)
            ? part
            : ($"word/{part.Path}.xml", $"{Declaration}<w:{part.Path} xmlns:w='{W}'>{part.Content}</w:{part.Path}>")),
    ]);

    /// <summary>A presentation.</summary>
    /// <param name="slides">The shapes of each slide, and what its notes say or null.</param>
    /// <param name="order">The numbers of the slides, from 1, in the order in which they are shown.</param>
    /// <param name="diagram">The points of a diagram that lies on each slide with notes, or null.</param>
    public static byte[] Slides((string Shapes, string? Notes)[] slides, int[] order, string? diagram = null)
    {
        var parts = new List<(string, string)>
        {
            ("_rels/.rels", PackageRelations("ppt/presentation.xml")),
            Properties("Plan 2025", "Kim"),
            ("ppt/presentation.xml", $"<p:presentation xmlns:p='{P}' xmlns:r='{R}'><p:sldIdLst>{string.Concat(order.Select(number => $"<p:sldId id='{255 + number}' r:id='rId{number}'/>"))}</p:sldIdLst></p:presentation>"),
            ("ppt/_rels/presentation.xml.rels", Relations(slides.Select((_, index) => ("slide", $"slides/slide{index + 1}")))),
        };
        for (var i = 1; i <= slides.Length; i++)
        {
            parts.Add(($"ppt/slides/slide{i}.xml", $"<p:sld xmlns:p='{P}' xmlns:a='{A}'><p:cSld><p:spTree>{slides[i - 1].Shapes}</p:spTree></p:cSld></p:sld>"));
            if (slides[i - 1].Notes is not { } notes) continue;
            parts.Add(($"ppt/slides/_rels/slide{i}.xml.rels", Relations([("notesSlide", $"../notesSlides/notesSlide{i}"), ("diagramData", $"../diagrams/data{i}")])));
            if (diagram is not null) parts.Add(($"ppt/diagrams/data{i}.xml", $"<d:dataModel xmlns:d='http://schemas.openxmlformats.org/drawingml/2006/diagram' xmlns:a='{A}'>{diagram}</d:dataModel>"));
            parts.Add(($"ppt/notesSlides/notesSlide{i}.xml", $"<p:notes xmlns:p='{P}' xmlns:a='{A}'>{Shape("sldNum", $"{i}")}{Shape("body", notes)}</p:notes>"));
        }

        return Zip(parts);
    }

    /// <summary>A shape of a slide.</summary>
    /// <param name="place">What the layout keeps it for, or null for a free one.</param>
    /// <param name="paragraphs">Its paragraphs.</param>
    public static string Shape(string? place, params string[] paragraphs) =>
        $"<p:sp><p:nvSpPr><p:nvPr>{(place is null ? "" : $"<p:ph type='{place}'/>")}</p:nvPr></p:nvSpPr><p:txBody>"
        + string.Concat(paragraphs.Select(text => text.StartsWith('<') ? text : $"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")) + "</p:txBody></p:sp>";

    /// <summary>A workbook.</summary>
    /// <param name="sheets">The name of each sheet, and its rows.</param>
    /// <param name="strings">The texts that cells name by number.</param>
    /// <param name="formats">The codes of the number formats, or <c>id:14</c> for one that the standard numbers; a cell's style is its place among them, from 1.</param>
    /// <param name="states">Attributes of each sheet in the workbook's list.</param>
    /// <param name="properties">Attributes of the workbook's properties.</param>
    public static byte[] Sheets(
        (string Name, string Rows)[] sheets,
        string[]? strings = null,
        string[]? formats = null,
        string[]? states = null,
        string properties = "") => Zip(
    [
        ("_rels/.rels", PackageRelations("xl/workbook.xml")),
        ("xl/workbook.xml", $"<workbook xmlns='{X}' xmlns:r='{R}'><workbookPr {properties}/><sheets>"
            + string.Concat(sheets.Select((sheet, index) => $"<sheet name='{sheet.Name}' sheetId='{index + 1}' r:id='rId{index + 1}' {states?[index]}/>")) + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", Relations([.. sheets.Select((_, index) => ("worksheet", $"worksheets/sheet{index + 1}")), ("sharedStrings", "sharedStrings"), ("styles", "styles")])),
        ("xl/sharedStrings.xml", $"<sst xmlns='{X}'>{string.Concat((strings ?? []).Select(text => text.StartsWith('<') ? text : $"<si><t>{text}</t></si>"))}</sst>"),
        ("xl/styles.xml", $"<styleSheet xmlns='{X}'><numFmts>{string.Concat((formats ?? []).Select((code, index) => $"<numFmt numFmtId='{200 + index}' formatCode='{Escaped(code)}'/>"))}</numFmts>"
            + $"<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/>{string.Concat((formats ?? []).Select((code, index) => $"<xf numFmtId='{(code.StartsWith("id:", StringComparison.Ordinal) ? code[3..] : $"{200 + index}")}'/>"))}</cellXfs></styleSheet>"),
        .. sheets.Select((sheet, index) => ($"xl/worksheets/sheet{index + 1}.xml", $"{Declaration}<worksheet xmlns='{X}'><sheetData>{sheet.Rows}</sheetData></worksheet>")),
    ]);

    /// <summary>A zip archive of some texts.</summary>
    public static byte[] Zip(IEnumerable<(string Path, string Content)> parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in parts)
            {
                using var part = archive.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>What a package points to: its main part and its properties.</summary>
    public static string PackageRelations(string main) =>
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + $"<Relationship Id='rId1' Type='{R}/officeDocument' Target='{main}'/>"
        + "<Relationship Id='rId2' Type='http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties' Target='docProps/core.xml'/></Relationships>";

    private static string Relations(IEnumerable<(string Type, string Target)> relations) =>
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        + string.Concat(relations.Select((relation, index) => $"<Relationship Id='rId{index + 1}' Type='{R}/{relation.Type}' Target='{relation.Target}.xml'/>")) + "</Relationships>";

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("'", "&apos;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
