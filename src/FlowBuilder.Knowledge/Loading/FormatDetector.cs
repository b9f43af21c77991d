using System.Buffers;
using System.Text.Json;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Decides what kind of text a file is: by its content where that is certain, else by its name, else by its media type.</summary>
internal static class FormatDetector
{
    private static readonly string[] PageStarts = ["<!doctype html", "<html", "<head", "<body"];
    private static readonly string[] FragmentStarts = ["<div", "<p>", "<p ", "<table", "<article", "<section", "<main", "<h1", "<h2", "<ul", "<ol"];
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>The format of a decoded text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">The file's name, or null or empty.</param>
    /// <param name="mediaType">What its sender says it is, or null or empty.</param>
    public static DocumentFormat Of(string text, string? fileName, string? mediaType)
    {
        var promised = DocumentFormatNames.ByFileName(fileName) ?? DocumentFormatNames.ByMediaType(mediaType);
        var start = text.AsSpan().TrimStart();
        if (IsPage(start)) return DocumentFormat.Html;
        if (promised is DocumentFormat.Json or DocumentFormat.JsonLines) return JsonKind(text, start, promised.Value);
        if (promised is DocumentFormat.Html) return start.Contains('<') || !start.StartsWith(['{']) ? DocumentFormat.Html : JsonOr(text, DocumentFormat.Html);
        if (start is ['{' or '[', ..] && IsJson(text)) return DocumentFormat.Json;
        if (start is ['{', ..] && AreJsonLines(text)) return DocumentFormat.JsonLines;
        if (promised is { } format) return format;
        if (StartsWithAny(start, FragmentStarts) && start.Contains("</", StringComparison.Ordinal)) return DocumentFormat.Html;
        return HasMarkdownHeadings(text) ? DocumentFormat.Markdown : DocumentFormat.Text;
    }

    // A broken JSON file stays JSON, so that its fault is shown; prose under a .json name is prose.
    private static DocumentFormat JsonKind(string text, ReadOnlySpan<char> start, DocumentFormat promised)
    {
        if (start is not (['{' or '[' or '"', ..])) return IsJson(text) ? DocumentFormat.Json : DocumentFormat.Text;
        if (promised == DocumentFormat.JsonLines) return start is ['[', ..] && IsJson(text) ? DocumentFormat.Json : DocumentFormat.JsonLines;
        return !IsJson(text) && AreJsonLines(text) ? DocumentFormat.JsonLines : DocumentFormat.Json;
    }

    private static DocumentFormat JsonOr(string text, DocumentFormat other) => IsJson(text) ? DocumentFormat.Json : other;

    private static bool IsPage(ReadOnlySpan<char> start)
    {
        if (start.StartsWith("<?xml"))
        {
            var end = start.IndexOf("?>", StringComparison.Ordinal);
            start = end < 0 ? start : start[(end + 2)..].TrimStart();
        }

        while (start.StartsWith("<!--"))
        {
            var end = start.IndexOf("-->", StringComparison.Ordinal);
            if (end < 0) return false;
            start = start[(end + 3)..].TrimStart();
        }

        return StartsWithAny(start, PageStarts);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] starts)
    {
        foreach (var start in starts)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, JsonText.Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool AreJsonLines(string text)
    {
        var rest = text.AsSpan().Trim();
        var lines = 0;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(LineEnds);
            var line = (end < 0 ? rest : rest[..end]).Trim();
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IsEmpty) continue;
            if (line[0] is not ('{' or '[') || !IsJson(line.ToString())) return false;
            lines++;
        }

        return lines > 1;
    }

    private static bool HasMarkdownHeadings(string text) =>
        Splitting.MarkdownSections.Of(text).All.Count(section => section.Path.Length > 0) >= 2;
}
