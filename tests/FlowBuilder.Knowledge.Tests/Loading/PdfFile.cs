using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>Writes small PDF files by hand.</summary>
internal static class PdfFile
{
    /// <summary>A file with some lines of text on each page, in any language.</summary>
    public static byte[] Of(params string[] pages) => Of(pages.Select(page => page.Split('\n').Select((line, index) => (72, 720 - (20 * index), line))));

    /// <summary>A file with texts at places, in points from the lower left corner.</summary>
    public static byte[] Of(IEnumerable<IEnumerable<(int X, int Y, string Text)>> pages, string information = "", string trailer = "") => Write(
        pages.Select(page => string.Concat(page.Select(piece => $"BT /F1 12 Tf {piece.X} {piece.Y} Td <{Hex(piece.Text)}> Tj ET\n"))),
        information,
        trailer);

    /// <summary>A file whose one page shows the word HELL, drawn as boxes: a picture of text, and no text.</summary>
    public static byte[] Drawn()
    {
        // Left bars of the four letters, then the right bar of H, then the strokes across.
        int[][] boxes =
        [
            [100, 500, 12, 84], [180, 500, 12, 84], [260, 500, 12, 84], [340, 500, 12, 84], [140, 500, 12, 84],
            [100, 536, 52, 12], [180, 572, 48, 12], [180, 536, 42, 12], [180, 500, 48, 12], [260, 500, 48, 12], [340, 500, 48, 12],
        ];
        return Write([string.Concat(boxes.Select(box => $"{box[0]} {box[1]} {box[2]} {box[3]} re f\n"))], "", "");
    }

    /// <summary>A file that a password locks; nobody knows which.</summary>
    public static byte[] Locked() => Of(
        [[(72, 720, "secret")]],
        trailer: $"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{new string('1', 64)}> /U <{new string('2', 64)}> >> /ID [<{new string('3', 32)}> <{new string('3', 32)}>]");

    private static byte[] Write(IEnumerable<string> contents, string information, string trailer)
    {
        var streams = contents.ToList();
        var kids = string.Concat(streams.Select((_, index) => $"{7 + (2 * index)} 0 R "));
        List<string> objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {streams.Count} /Kids [{kids}] >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + "/FontDescriptor << /Type /FontDescriptor /FontName /Any /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 1000 800] >> >>",
            Stream(ToUnicode()),
            $"<< {information} >>",
        ];
        foreach (var (stream, index) in streams.Select((stream, index) => (stream, index)))
        {
            objects.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {8 + (2 * index)} 0 R >>");
            objects.Add(Stream(stream));
        }

        var file = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (content, index) in objects.Select((content, index) => (content, index)))
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{content}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R /Info 6 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    // Each letter is written as its UTF-16 code unit, so each code stands for itself.
    private static string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        for (var block = 0; block < 256; block += 64)
        {
            map.Append("64 beginbfrange\n");
            for (var high = block; high < block + 64; high++) map.Append(CultureInfo.InvariantCulture, $"<{high:X2}00> <{high:X2}FF> <{high:X2}00>\n");
            map.Append("endbfrange\n");
        }

        return map.Append("endcmap end end").ToString();
    }

    private static string Stream(string content) => $"<< /Length {content.Length} >>\nstream\n{content}\nendstream";

    private static string Hex(string text) => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
}
