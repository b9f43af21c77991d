using System.Globalization;
using System.Xml;
using FlowBuilder.Knowledge.Loading.Packages;

namespace FlowBuilder.Knowledge.Loading.Slides;

/// <summary>Makes a document from each slide of a presentation, with what its speaker notes say.</summary>
internal static class SlidesLoader
{
    private const int MostSlides = 100_000;

    /// <summary>Reads a file whose main part is a presentation.</summary>
    public static IEnumerable<LoadedPart> Load(OfficePackage package, string main, FileToLoad file)
    {
        var properties = CoreProperties.Of(package);
        var number = 0;
        foreach (var part in Order(package, main))
        {
            number++;
            if (Read(package, part, file, isNote: false) is not { } slide) continue;
            var relations = package.Relations(part);
            var diagrams = relations.Where(relation => relation.Type == "diagramData").Select(relation => Read(package, relation.Target, file, isNote: false)?.Body);
            var notes = relations.Where(relation => relation.Type == "notesSlide").Select(relation => Read(package, relation.Target, file, isNote: true)?.Body).FirstOrDefault();
            string?[] blocks =
            [
                slide.Title.Length == 0 ? null : $"# {slide.Title}",
                slide.Body,
                .. diagrams,
                string.IsNullOrEmpty(notes) ? null : $"## Notes\n\n{notes}",
            ];
            yield return new LoadedPart(string.Join("\n\n", blocks.Where(block => !string.IsNullOrEmpty(block))), slide.Title.Length > 0 ? slide.Title : properties.Title)
                .With(DocumentMetadata.Slide, number.ToString(CultureInfo.InvariantCulture))
                .With(DocumentMetadata.Author, properties.Author);
        }
    }

    // Slides lie in the archive in the order in which they were made; the presentation lists them in the one in which they are shown.
    private static List<string> Order(OfficePackage package, string main)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var relation in package.Relations(main).Where(relation => relation.Type == "slide")) targets[relation.Id] = relation.Target;
        var slides = new List<string>();
        using var reader = package.Read(main);
        while (reader?.Read() == true)
        {
            if (slides.Count < MostSlides && reader is { NodeType: XmlNodeType.Element, LocalName: "sldId" }
                && XmlAttributes.RelationOf(reader) is { } id && targets.TryGetValue(id, out var target)) slides.Add(target);
        }

        return [.. slides.Distinct()];
    }

    private static Slide? Read(OfficePackage package, string part, FileToLoad file, bool isNote)
    {
        using var reader = package.Read(part);
        return reader is null ? null : new SlideReader(file, isNote).Read(reader);
    }
}
