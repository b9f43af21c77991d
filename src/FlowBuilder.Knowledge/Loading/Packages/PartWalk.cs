using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>Walks over the elements and texts of a part in their order.</summary>
internal static class PartWalk
{
    /// <summary>Walks to the end.</summary>
    /// <param name="reader">The part.</param>
    /// <param name="isUnseen">Whether an element of a local name is left out with all that is in it.</param>
    /// <param name="start">Is called where an element begins.</param>
    /// <param name="end">Is called with the local name where an element that is not empty ends.</param>
    /// <param name="text">Is called with each stretch of text, blanks included.</param>
    public static void Over(XmlReader reader, Func<string, bool> isUnseen, Action<XmlReader> start, Action<string> end, Action<string> text)
    {
        var more = reader.Read();
        while (more)
        {
            if (reader.NodeType == XmlNodeType.Element && isUnseen(reader.LocalName))
            {
                reader.Skip();
                more = !reader.EOF;
                continue;
            }

            if (reader.NodeType == XmlNodeType.Element) start(reader);
            else if (reader.NodeType == XmlNodeType.EndElement) end(reader.LocalName);
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA) text(reader.Value);
            more = reader.Read();
        }
    }
}
