namespace FlowBuilder.Knowledge.Loading;

/// <summary>The names of what is known of a document beside its text. They reach templates and API answers, so they are permanent.</summary>
internal static class DocumentMetadata
{
    /// <summary>What the file was: text, markdown, html, json, jsonl, csv, pdf, docx, pptx, xlsx or eml.</summary>
    public const string Format = "format";

    /// <summary>The encoding that the file's bytes were read in.</summary>
    public const string Encoding = "encoding";

    /// <summary>The row of a table (its heading is row 1) or the item of a list (from 1).</summary>
    public const string Row = "row";

    /// <summary>The page of a PDF, from 1.</summary>
    public const string Page = "page";

    /// <summary>The slide of a presentation, from 1.</summary>
    public const string Slide = "slide";

    /// <summary>The name of a workbook's sheet.</summary>
    public const string Sheet = "sheet";

    /// <summary>Who wrote the file, as it says itself.</summary>
    public const string Author = "author";

    /// <summary>How a text was found that is not written in the file: <c>ocr</c> for one recognised in a picture.</summary>
    public const string Method = "method";

    /// <summary>Who sent a mail.</summary>
    public const string From = "from";

    /// <summary>Whom a mail was sent to.</summary>
    public const string To = "to";

    /// <summary>When a mail was sent, in ISO 8601 where it could be read.</summary>
    public const string Date = "date";

    /// <summary>What a mail is about.</summary>
    public const string Subject = "subject";

    /// <summary>The names of a mail's attachments.</summary>
    public const string Attachments = "attachments";

    /// <summary>The attachments that could not be read, each with the code of its fault.</summary>
    public const string Skipped = "skipped";

    /// <summary>The file that this one was attached to.</summary>
    public const string Parent = "parent";

    /// <summary>The address that a page was fetched from.</summary>
    public const string Url = "url";

    /// <summary>The headings that a passage stands under, outermost first, joined by <c> &gt; </c>.</summary>
    public const string Section = "section";

    /// <summary>The wider text that a passage stands in, to be given to a model in its place.</summary>
    public const string Context = "context";

    /// <summary>Where a passage starts in its document's text, in UTF-16 code units.</summary>
    public const string Offset = "offset";

    /// <summary>How long a passage is, in UTF-16 code units.</summary>
    public const string Length = "length";

    /// <summary>The number of a passage in its document, from 1.</summary>
    public const string Part = "part";
}
