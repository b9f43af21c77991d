using System.Globalization;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>Makes one document from a Word file: Markdown-like text with its footnotes at the end.</summary>
internal static class WordLoader
{
    /// <summary>Reads a file whose main part is a Word document.</summary>
    public static LoadedPart Load(OfficePackage package, string main, FileToLoad file)
    {
        var relations = package.Relations(main);
        using var styleReader = package.Read(Target(relations, "styles"));
        var styles = WordStyles.Read(styleReader);
        using var numberingReader = package.Read(Target(relations, "numbering"));
        var story = new WordStory(styles, WordNumbering.Read(numberingReader), file);
        using var reader = package.Read(main) ?? throw PackageFault.Broken(file.Name);
        var text = story.Read(reader);
        var notes = NoteTexts(package, relations, styles, file, story.Notes);
        var properties = CoreProperties.Of(package);
        return new LoadedPart(notes.Count == 0 ? text : $"{text}\n\n{string.Join('\n', notes)}", properties.Title ?? story.TopHeading?.Text)
            .With(DocumentMetadata.Author, properties.Author);
    }

    private static List<string> NoteTexts(OfficePackage package, IReadOnlyList<PartRelation> relations, WordStyles styles, FileToLoad file, Dictionary<(string Kind, string Id), int> wanted)
    {
        var texts = new SortedDictionary<int, string>();
        foreach (var kind in wanted.Keys.Select(note => note.Kind).Distinct())
        {
            using var reader = package.Read(Target(relations, kind + "s"));
            while (reader?.Read() == true)
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != kind || XmlAttributes.Of(reader, "id") is not { } id) continue;
                if (!wanted.TryGetValue((kind, id), out var number)) continue;
                using var note = reader.ReadSubtree();
                texts[number] = new WordStory(styles, WordNumbering.Read(null), file).Read(note).ReplaceLineEndings(" ");
            }
        }

        return [.. texts.Where(note => note.Value.Length > 0).Select(note => string.Create(CultureInfo.InvariantCulture, $"[^{note.Key}]: {note.Value}"))];
    }

    private static string? Target(IReadOnlyList<PartRelation> relations, string type) => relations.FirstOrDefault(relation => relation.Type == type)?.Target;
}
