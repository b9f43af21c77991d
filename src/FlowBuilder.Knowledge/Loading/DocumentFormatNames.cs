namespace FlowBuilder.Knowledge.Loading;

/// <summary>The names under which formats stand in metadata, file names and media types.</summary>
internal static class DocumentFormatNames
{
    /// <summary>What can be loaded, for people.</summary>
    public const string Supported = "txt, md, html, json, jsonl, csv, tsv, pdf, docx, pptx, xlsx, eml";

    /// <summary>The format's name in a document's metadata.</summary>
    public static string Id(this DocumentFormat format) => format switch
    {
        DocumentFormat.Text => "text",
        DocumentFormat.Markdown => "markdown",
        DocumentFormat.Html => "html",
        DocumentFormat.Json => "json",
        DocumentFormat.JsonLines => "jsonl",
        DocumentFormat.Csv => "csv",
        DocumentFormat.Pdf => "pdf",
        DocumentFormat.Word => "docx",
        DocumentFormat.Slides => "pptx",
        DocumentFormat.Sheets => "xlsx",
        DocumentFormat.Mail => "eml",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>What a file name promises that is no text, for people, or null. Such files are known by their first bytes.</summary>
    public static string? BinaryByFileName(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".pdf" => "PDF",
        ".docx" or ".docm" or ".dotx" => "Word (docx)",
        ".pptx" or ".pptm" or ".ppsx" or ".potx" => "PowerPoint (pptx)",
        ".xlsx" or ".xlsm" or ".xltx" => "Excel (xlsx)",
        _ => null,
    };

    /// <summary>The format of text that a file name promises, or null when it promises none that is known.</summary>
    public static DocumentFormat? ByFileName(string? fileName) => Path.GetExtension(fileName ?? "").ToLowerInvariant() switch
    {
        ".txt" or ".text" or ".log" => DocumentFormat.Text,
        ".md" or ".markdown" or ".mdx" => DocumentFormat.Markdown,
        ".html" or ".htm" or ".xhtml" => DocumentFormat.Html,
        ".json" => DocumentFormat.Json,
        ".jsonl" or ".ndjson" => DocumentFormat.JsonLines,
        ".csv" or ".tsv" or ".tab" => DocumentFormat.Csv,
        _ => null,
    };

    /// <summary>The format of text that a media type promises, or null. <c>text/plain</c> promises nothing: it is what senders say who do not know.</summary>
    public static DocumentFormat? ByMediaType(string? mediaType) => (mediaType ?? "").Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/markdown" or "text/x-markdown" => DocumentFormat.Markdown,
        "text/html" or "application/xhtml+xml" => DocumentFormat.Html,
        "application/json" or "text/json" => DocumentFormat.Json,
        "application/jsonl" or "application/x-ndjson" or "application/x-jsonlines" => DocumentFormat.JsonLines,
        "text/csv" or "application/csv" or "text/tab-separated-values" => DocumentFormat.Csv,
        _ => null,
    };
}
