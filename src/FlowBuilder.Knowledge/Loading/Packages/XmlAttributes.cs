using System.Globalization;
using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>Reads attributes by their local name: the two variants of Office Open XML differ only in their namespaces.</summary>
internal static class XmlAttributes
{
    /// <summary>An attribute of the element at which the reader stands, or null.</summary>
    public static string? Of(XmlReader reader, string localName) => Find(reader, localName, relation: false);

    /// <summary>The relation that the element names (<c>r:id</c>), or null.</summary>
    public static string? RelationOf(XmlReader reader) => Find(reader, "id", relation: true);

    /// <summary>An attribute as a whole number, or null where it is none.</summary>
    public static int? NumberOf(XmlReader reader, string localName) =>
        int.TryParse(Of(reader, localName), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether a property that is on by its presence is on.</summary>
    public static bool IsOn(XmlReader reader) => Of(reader, "val") is not ("0" or "false" or "off");

    private static string? Find(XmlReader reader, string localName, bool relation)
    {
        string? value = null;
        for (var more = reader.MoveToFirstAttribute(); more && value is null; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == localName && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal) == relation) value = reader.Value;
        }

        reader.MoveToElement();
        return value;
    }
}
