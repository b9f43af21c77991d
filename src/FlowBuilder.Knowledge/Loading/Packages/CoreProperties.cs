using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>What an Office file says of itself.</summary>
/// <param name="Title">Its title, or null.</param>
/// <param name="Author">Who wrote it, or null.</param>
internal sealed record CoreProperties(string? Title, string? Author)
{
    /// <summary>Reads the properties of a package; empty ones count as none.</summary>
    public static CoreProperties Of(OfficePackage package)
    {
        string? title = null, author = null;
        using var reader = package.Read(package.Related("", "core-properties"));
        var inside = "";
        while (reader?.Read() == true)
        {
            if (reader.NodeType == XmlNodeType.Element) inside = reader.IsEmptyElement ? "" : reader.LocalName;
            else if (reader.NodeType == XmlNodeType.EndElement) inside = "";
            else if (reader.NodeType == XmlNodeType.Text && inside == "title") title = reader.Value.Trim();
            else if (reader.NodeType == XmlNodeType.Text && inside == "creator") author = reader.Value.Trim();
        }

        return new CoreProperties(string.IsNullOrEmpty(title) ? null : title, string.IsNullOrEmpty(author) ? null : author);
    }
}
