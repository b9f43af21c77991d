namespace FlowBuilder.Knowledge.Loading;

/// <summary>The names of what is known of a document beside its text. They reach templates and API answers, so they are permanent.</summary>
internal static class DocumentMetadata
{
    /// <summary>What the file was: text, markdown, html, json, jsonl or csv.</summary>
    public const string Format = "format";

    /// <summary>The encoding that the file's bytes were read in.</summary>
    public const string Encoding = "encoding";

    /// <summary>The row of a table (its heading is row 1) or the item of a list (from 1).</summary>
    public const string Row = "row";

    /// <summary>The headings that a passage stands under, outermost first, joined by <c> &gt; </c>.</summary>
    public const string Section = "section";

    /// <summary>Where a passage starts in its document's text, in UTF-16 code units.</summary>
    public const string Offset = "offset";

    /// <summary>How long a passage is, in UTF-16 code units.</summary>
    public const string Length = "length";

    /// <summary>The number of a passage in its document, from 1.</summary>
    public const string Part = "part";
}
