using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>Makes a document from each visible sheet of a workbook.</summary>
internal static class SheetsLoader
{
    /// <summary>Reads a file whose main part is a workbook.</summary>
    public static IEnumerable<LoadedPart> Load(OfficePackage package, string main, FileToLoad file)
    {
        var properties = CoreProperties.Of(package);
        foreach (var (name, rows) in Sheets(package, main, file))
        {
            var text = SheetText.Of(rows, file);
            yield return new LoadedPart(text, properties.Title is { } title ? $"{title} – {name}" : $"{Path.GetFileNameWithoutExtension(file.Name)} – {name}")
                .With(DocumentMetadata.Sheet, name)
                .With(DocumentMetadata.Author, properties.Author);
        }
    }

    /// <summary>The visible sheets of a workbook with their rows, each of them to be read before the next sheet is asked for.</summary>
    public static IEnumerable<(string Name, IEnumerable<SheetRow> Rows)> Sheets(OfficePackage package, string main, FileToLoad file)
    {
        var relations = package.Relations(main);
        var (sheets, from1904) = Names(package, main);
        using var stringReader = package.Read(Target(relations, "sharedStrings"));
        var strings = SharedStrings.Read(stringReader, file);
        using var styleReader = package.Read(Target(relations, "styles"));
        var styles = CellStyles.Read(styleReader);
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var relation in relations.Where(relation => relation.Type == "worksheet")) parts[relation.Id] = relation.Target;

        // A sheet may also be a single chart; and no part is two sheets.
        foreach (var (name, part) in sheets.Where(sheet => parts.ContainsKey(sheet.Id)).Select(sheet => (sheet.Name, parts[sheet.Id])).DistinctBy(sheet => sheet.Item2))
        {
            using var reader = package.Read(part);
            if (reader is null) continue;
            yield return (name, new SheetReader(strings, styles, from1904, file).Rows(reader));
        }
    }

    private static (List<(string Name, string Id)> Sheets, bool From1904) Names(OfficePackage package, string main)
    {
        var (sheets, from1904) = (new List<(string, string)>(), false);
        using var reader = package.Read(main);
        while (reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "workbookPr") from1904 = XmlAttributes.Of(reader, "date1904") is "1" or "true";
            if (reader.LocalName != "sheet" || XmlAttributes.Of(reader, "state") is "hidden" or "veryHidden") continue;
            if (XmlAttributes.Of(reader, "name") is { } name && XmlAttributes.RelationOf(reader) is { } id) sheets.Add((name, id));
        }

        return (sheets, from1904);
    }

    private static string? Target(IReadOnlyList<PartRelation> relations, string type) => relations.FirstOrDefault(relation => relation.Type == type)?.Target;
}
