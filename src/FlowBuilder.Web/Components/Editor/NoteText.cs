using System.Text.RegularExpressions;

namespace FlowBuilder.Web.Components.Editor;

/// <summary>Reads the Markdown of a note as far as a small card shows it: heavy and slanted words. Everything else stays text.</summary>
internal static partial class NoteText
{
    /// <summary>The pieces of a note in their order; none is ever markup.</summary>
    public static IEnumerable<(string Text, NoteMark Mark)> Of(string markdown)
    {
        var read = 0;
        foreach (Match match in Marked().Matches(markdown))
        {
            if (match.Index > read) yield return (markdown[read..match.Index], NoteMark.None);
            yield return match.Groups["strong"].Success
                ? (match.Groups["strong"].Value, NoteMark.Strong)
                : (match.Groups["slanted"].Value, NoteMark.Emphasis);
            read = match.Index + match.Length;
        }

        if (read < markdown.Length) yield return (markdown[read..], NoteMark.None);
    }

    [GeneratedRegex(@"\*\*(?<strong>[^*\n]+)\*\*|\*(?<slanted>[^*\n]+)\*", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();
}
