namespace FlowBuilder.Knowledge.Loading.Pdf;

/// <summary>What a PDF says of itself.</summary>
/// <param name="Title">Its title, or null.</param>
/// <param name="Author">Who wrote it, or null.</param>
internal sealed record PdfProperties(string? Title, string? Author)
{
    private const string PrintedByWord = "Microsoft Word - ";

    /// <summary>Reads what <c>pdfinfo</c> writes: lines of <c>Name: value</c>.</summary>
    public static PdfProperties Parse(string output) => new(TitleOf(Value(output, "Title")), Value(output, "Author"));

    // Printing to PDF leaves the name of the printed file as the title, and some programs say that they have none.
    private static string? TitleOf(string? title)
    {
        if (string.Equals(title, "untitled", StringComparison.OrdinalIgnoreCase)) return null;
        if (title is null || !title.StartsWith(PrintedByWord, StringComparison.Ordinal)) return title;
        return Path.GetFileNameWithoutExtension(title[PrintedByWord.Length..]) is { Length: > 0 } name ? name : null;
    }

    private static string? Value(string output, string name)
    {
        foreach (var line in output.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name) && line[name.Length..].StartsWith(":") && line[(name.Length + 1)..].Trim() is { Length: > 0 } value) return value.ToString();
        }

        return null;
    }
}
