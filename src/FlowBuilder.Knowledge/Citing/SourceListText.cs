using System.Globalization;
using System.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>Writes the sources of an answer as a list in Markdown, to stand below it.</summary>
internal static class SourceListText
{
    private const string Marks = "\\`*_{}[]()<>#+-!|~&$^";

    /// <summary>The list with its heading, parted from what stands before it.</summary>
    /// <param name="sources">The sources, in the order of their numbers.</param>
    /// <param name="isKorean">Whether in Korean, else in English.</param>
    public static string Of(IEnumerable<Document> sources, bool isKorean)
    {
        var text = new StringBuilder(isKorean ? "\n\n**출처**\n" : "\n\n**Sources**\n");
        var number = 0;
        foreach (var source in sources)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{++number}. {NameOf(source, isKorean)}");
            foreach (var place in PlacesOf(source, isKorean)) text.Append(", ").Append(place);
        }

        return text.ToString();
    }

    private static string NameOf(Document source, bool isKorean)
    {
        var name = source.Title.Length > 0 ? source.Title : source.Source.Length > 0 ? source.Source : isKorean ? "제목 없음" : "Untitled";
        return AddressOf(source) is { } address ? $"[{Plain(name)}](<{address}>)" : Plain(name);
    }

    private static IEnumerable<string> PlacesOf(Document source, bool isKorean)
    {
        foreach (var (key, english, korean) in new[]
        {
            (DocumentMetadata.Page, "page {0}", "{0}쪽"), (DocumentMetadata.Slide, "slide {0}", "슬라이드 {0}"), (DocumentMetadata.Sheet, "sheet {0}", "시트 {0}"),
            (DocumentMetadata.Row, "row {0}", "{0}행"), (DocumentMetadata.Section, "{0}", "{0}"),
        })
        {
            if (!source.Metadata.TryGetValue(key, out var value)) continue;

            // The outermost heading of a document is most often its title.
            var within = key != DocumentMetadata.Section ? value
                : value == source.Title ? ""
                : value.StartsWith(source.Title + " > ", StringComparison.Ordinal) ? value[(source.Title.Length + 3)..]
                : value;
            if (within.Length > 0) yield return string.Format(CultureInfo.InvariantCulture, isKorean ? korean : english, Plain(within));
        }
    }

    // Only an address of the web becomes a link, and none that could end the link's brackets.
    private static string? AddressOf(Document source) =>
        Uri.TryCreate(source.Source, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (Marks.Contains(c, StringComparison.Ordinal)) plain.Append('\\');
            plain.Append(c);
        }

        return plain.ToString();
    }
}
