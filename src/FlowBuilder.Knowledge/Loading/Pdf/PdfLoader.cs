using System.Globalization;

namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>Makes a document from each page of a PDF, by the programs of poppler; pages without text are recognised by tesseract.</summary>
/// <remarks>
/// Text comes in reading order: columns one after the other, without the gaps between them. The file lies in a folder of its own,
/// which only this program's user may open, while it is read.
/// </remarks>
internal sealed class PdfLoader(ExternalPrograms programs)
{
    private const int EndBytes = 4096;

    /// <summary>Reads a file that begins as a PDF does.</summary>
    /// <exception cref="Core.Faults.NodeException">It is broken, locked or over a limit, has no text, or a program is missing.</exception>
    public async Task<IReadOnlyList<LoadedPart>> LoadAsync(FileToLoad file, CancellationToken cancellationToken)
    {
        if (programs.Find("pdftotext") is not { } reader) throw PdfFault.NeedsPoppler(file.Name);

        // Poppler would mend what is left, and nobody would know that pages are missing. Some programs fill the last block with zeros.
        var bytes = file.Content.Span.TrimEnd("\0\r\n "u8);
        if (bytes[^Math.Min(bytes.Length, EndBytes)..].IndexOf("%%EOF"u8) < 0) throw PdfFault.IsCutOff(file.Name);
        var folder = Directory.CreateTempSubdirectory("flowbuilder-pdf-");
        try
        {
            var path = Path.Combine(folder.FullName, "file.pdf");
            await File.WriteAllBytesAsync(path, file.Content, cancellationToken).ConfigureAwait(false);
            return await LoadAsync(file, reader, path, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<LoadedPart>> LoadAsync(FileToLoad file, string reader, string path, CancellationToken cancellationToken)
    {
        var run = new ProgramRun(programs, file, Path.GetDirectoryName(path)!);
        var result = await run.RunAsync(reader, ["-enc", "UTF-8", "-eol", "unix", "-q", path, "-"], cancellationToken).ConfigureAwait(false);
        if (result.ExitCode != 0) throw await WhyAsync(file, run, reader, path, cancellationToken).ConfigureAwait(false);
        var pages = Pages(result.Output);
        if (pages.Count > file.Budget.Limits.Rows) throw LoadFault.TooManyRows(file.Name, file.Budget.Limits.Rows);
        var recognised = await new PdfRecognition(programs, run, file).ReadAsync(path, pages, cancellationToken).ConfigureAwait(false);
        var properties = await PropertiesAsync(run, path, cancellationToken).ConfigureAwait(false);
        return
        [
            .. pages.Select((text, index) => (Text: recognised.GetValueOrDefault(index, text), Number: index + 1))
                .Select(page => new LoadedPart(page.Text, properties.Title)
                    .With(DocumentMetadata.Page, page.Number.ToString(CultureInfo.InvariantCulture))
                    .With(DocumentMetadata.Author, properties.Author)
                    .With(DocumentMetadata.Method, recognised.ContainsKey(page.Number - 1) ? "ocr" : null)),
        ];
    }

    // Each page ends in a form feed.
    private static List<string> Pages(string output)
    {
        List<string> pages = [.. output.Split('\f').Select(page => page.Trim('\n', '\r', ' ', '\0'))];
        if (pages[^1].Length == 0) pages.RemoveAt(pages.Count - 1);
        return pages;
    }

    private async Task<PdfProperties> PropertiesAsync(ProgramRun run, string path, CancellationToken cancellationToken)
    {
        if (programs.Find("pdfinfo") is not { } program) return new PdfProperties(null, null);
        var result = await run.RunAsync(program, ["-enc", "UTF-8", path], cancellationToken).ConfigureAwait(false);
        return PdfProperties.Parse(result.Output);
    }

    // Quietly read, it does not say why it failed; loudly read, it writes a line for each flaw of a readable file.
    private static async Task<Exception> WhyAsync(FileToLoad file, ProgramRun run, string reader, string path, CancellationToken cancellationToken)
    {
        var result = await run.RunAsync(reader, ["-l", "1", path, "-"], cancellationToken).ConfigureAwait(false);
        return result.Complaints.Contains("password", StringComparison.OrdinalIgnoreCase) ? LoadFault.Protected(file.Name) : PdfFault.IsDamaged(file.Name);
    }
}
