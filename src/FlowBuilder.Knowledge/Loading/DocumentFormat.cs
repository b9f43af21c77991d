namespace FlowBuilder.Knowledge.Loading;

/// <summary>The kinds of files that become documents.</summary>
internal enum DocumentFormat
{
    /// <summary>Text without markup.</summary>
    Text,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>A web page.</summary>
    Html,

    /// <summary>One JSON value.</summary>
    Json,

    /// <summary>A JSON value on each line.</summary>
    JsonLines,

    /// <summary>A table of values separated by commas, semicolons, tabs or bars.</summary>
    Csv,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>Word since 2007.</summary>
    Word,

    /// <summary>PowerPoint since 2007.</summary>
    Slides,

    /// <summary>Excel since 2007.</summary>
    Sheets,

    /// <summary>An e-mail as it travels (RFC 5322, MIME).</summary>
    Mail,
}
