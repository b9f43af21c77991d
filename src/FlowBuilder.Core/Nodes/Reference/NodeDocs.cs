using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Writes the reference as Markdown files, as they lie in <c>docs/nodes</c>.</summary>
public static class NodeDocs
{
    /// <summary>The name of a folder's index.</summary>
    public const string Index = "README.md";

    /// <summary>What stands at the end of every file, so that one can tell them from those that people wrote.</summary>
    public const string Mark = "<!-- Made by flowbuilder nodes --docs, from the declarations of the nodes. -->";

    private static readonly ImmutableArray<CultureInfo> Written = [CultureInfo.GetCultureInfo(LocalText.DefaultLanguage), Languages.Korean];

    /// <summary>Every file with its path below the folder, with forward slashes: English ones in it, Korean ones in <c>ko</c>.</summary>
    /// <param name="catalogue">The node types.</param>
    /// <param name="samples">Sample flows in every language; linked to as files in <c>samples/flows</c> beside <c>docs</c>.</param>
    public static IEnumerable<KeyValuePair<string, string>> Files(NodeCatalogue catalogue, IReadOnlyCollection<SampleFlow> samples)
    {
        foreach (var language in Written)
        {
            var book = NodeReferenceBook.Of(catalogue, samples, language);
            var folder = FolderOf(language);
            yield return new(folder + Index, IndexOf(book));
            foreach (var page in book.Pages) yield return new($"{folder}{FileOf(page.Type)}", new NodePageWriter(page, language).Write());
        }
    }

    /// <summary>One page by itself, in a language of choice.</summary>
    public static string Page(NodeReference page, CultureInfo language) => new NodePageWriter(page, language).Write();

    /// <summary>The name of a node type's file.</summary>
    internal static string FileOf(NodeType type) => $"{type.Id}.md";

    /// <summary>The path of a language's files below the folder; empty, or with a slash at its end.</summary>
    internal static string FolderOf(CultureInfo language) =>
        language.TwoLetterISOLanguageName == LocalText.DefaultLanguage ? "" : $"{language.TwoLetterISOLanguageName}/";

    /// <summary>The link from a language's page to the same page in the other language.</summary>
    internal static string OtherLanguage(CultureInfo language, string file) =>
        FolderOf(language).Length == 0 ? $"{FolderOf(Languages.Korean)}{file}" : $"../{file}";

    private static string IndexOf(NodeReferenceBook book)
    {
        var language = book.Language;
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# {ReferenceWords.Title.For(language)}\n\n[{ReferenceWords.OtherLanguage.For(language)}]({OtherLanguage(language, Index)})\n\n")
            .Append(CultureInfo.InvariantCulture, $"{ReferenceWords.Intro.For(language)}\n");
        foreach (var group in book.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {NodeCategories.TitleOf(group.Key).For(language)}\n\n")
                .Append(CultureInfo.InvariantCulture, $"| {ReferenceWords.Node.For(language)} | {ReferenceWords.What.For(language)} |\n| --- | --- |\n");
            foreach (var page in group)
                text.Append(CultureInfo.InvariantCulture, $"| [{page.Type.Title.For(language)}]({FileOf(page.Type)}) | {Markdown.Cell(page.Type.Help.For(language))} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n{Mark}\n").ToString();
    }
}
