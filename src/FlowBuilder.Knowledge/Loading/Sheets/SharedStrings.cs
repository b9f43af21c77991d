using System.Text;
using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>The texts of a workbook, which its cells name by number.</summary>
internal static class SharedStrings
{
    /// <summary>The characters that a cell can hold in Excel; what a file has beyond them is cut off.</summary>
    public const int LongestCell = 32_767;

    /// <summary>Reads the texts; what stands in ruby above them is left out.</summary>
    /// <param name="reader">The part of shared strings, or null where there is none.</param>
    /// <param name="file">The file, for its limits.</param>
    public static List<string> Read(XmlReader? reader, FileToLoad file)
    {
        var texts = new List<string>();
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(TextOf(reader, file));
        }

        return texts;
    }

    /// <summary>The text inside the element at which the reader stands, and at whose end it stands afterwards.</summary>
    public static string TextOf(XmlReader reader, FileToLoad file)
    {
        if (reader.IsEmptyElement) return "";
        var (depth, text, inText) = (reader.Depth, new StringBuilder(), false);
        var more = reader.Read();
        while (more && reader.Depth > depth)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                reader.Skip();
                continue;
            }

            if (reader.LocalName == "t") inText = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (inText && reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA) text.Append(reader.Value.AsSpan(0, Math.Min(reader.Value.Length, LongestCell - text.Length)));
            more = reader.Read();
        }

        // Each counts for something even when it is blank: a list of a hundred million empty texts is a list all the same.
        file.Budget.Keep(file.Name, text.Length + 8);
        return text.ToString();
    }
}
