using System.Globalization;

namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>Recognises the text of scanned pages: <c>pdftoppm</c> draws a page, <c>tesseract</c> reads the picture.</summary>
internal sealed class PdfRecognition(ExternalPrograms programs, ProgramRun run, FileToLoad file)
{
    // Pixels of the longer side: 250 to the inch of an A4 page; and no page, however large it says it is, is drawn larger.
    private const string Size = "2900";

    private static readonly string[] Languages = ["kor", "eng"];

    /// <summary>The text of the pages that have none of their own, by their index; blank pages of a file with text stay blank where no program is there.</summary>
    /// <param name="path">The PDF.</param>
    /// <param name="pages">The text that the pages have.</param>
    /// <param name="cancellationToken">Ends the programs.</param>
    /// <exception cref="Core.Faults.NodeException">No page has text, and it cannot be recognised.</exception>
    public async Task<IReadOnlyDictionary<int, string>> ReadAsync(string path, IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        var blank = Enumerable.Range(0, pages.Count).Where(index => pages[index].Length == 0).ToList();
        var texts = new Dictionary<int, string>();
        if (blank.Count == 0 && pages.Count > 0) return texts;
        var isScan = blank.Count == pages.Count;
        var (drawer, recogniser) = (programs.Find("pdftoppm"), programs.Find("tesseract"));
        if (drawer is null || recogniser is null)
        {
            return isScan ? throw PdfFault.NeedsRecognition(file.Name, drawer is null ? "pdftoppm (poppler-utils)" : "tesseract") : texts;
        }

        if (blank.Count > file.Budget.Limits.ScannedPages) return isScan ? throw PdfFault.TooManyScans(file.Name, file.Budget.Limits.ScannedPages) : texts;
        var languages = await LanguagesAsync(recogniser, cancellationToken).ConfigureAwait(false);
        var isAnyRead = false;
        foreach (var index in blank)
        {
            var text = await PageAsync(drawer, recogniser, path, index + 1, languages, cancellationToken).ConfigureAwait(false);
            isAnyRead |= text is not null;
            if (text is { Length: > 0 }) texts[index] = text;
        }

        if (!isScan || texts.Count > 0) return texts;
        throw isAnyRead ? PdfFault.ShowsNoText(file.Name) : PdfFault.NeedsRecognition(file.Name, "tesseract (eng, kor)");
    }

    // Null where a program failed, as tesseract does without the data of a language.
    private async Task<string?> PageAsync(string drawer, string recogniser, string path, int page, string languages, CancellationToken cancellationToken)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var picture = Path.Combine(Path.GetDirectoryName(path)!, "page");
        var drawn = await run.RunAsync(drawer, ["-f", number, "-l", number, "-scale-to", Size, "-gray", "-png", "-singlefile", path, picture], cancellationToken).ConfigureAwait(false);
        if (drawn.ExitCode != 0) return null;
        var read = await run.RunAsync(recogniser, [picture + ".png", "stdout", "-l", languages], cancellationToken).ConfigureAwait(false);
        return read.ExitCode == 0 ? read.Output.Trim('\f', '\n', '\r', ' ') : null;
    }

    private async Task<string> LanguagesAsync(string recogniser, CancellationToken cancellationToken)
    {
        var list = await run.RunAsync(recogniser, ["--list-langs"], cancellationToken).ConfigureAwait(false);
        var installed = (list.Output + '\n' + list.Complaints).Split('\n', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        var known = Languages.Where(installed.Contains).ToList();
        return known.Count == 0 ? "eng" : string.Join('+', known);
    }
}
