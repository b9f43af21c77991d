namespace FlowBuilder.Knowledge.Loading;

/// <summary>How much one file may hold.</summary>
internal sealed record DocumentLimits
{
    /// <summary>Bytes in a file.</summary>
    /// <value>50 MiB.</value>
    public long Bytes { get; init; } = 50L * 1024 * 1024;

    /// <summary>Rows of a table or items of a list, each of which becomes a document.</summary>
    /// <value>100,000.</value>
    public int Rows { get; init; } = 100_000;

    /// <summary>Columns of a table.</summary>
    /// <value>2,000.</value>
    public int Columns { get; init; } = 2_000;

    /// <summary>Entries of a zip archive, such as a Word file is.</summary>
    /// <value>10,000.</value>
    public int Entries { get; init; } = 10_000;

    /// <summary>Bytes that all archives in a file may unpack to together, counted while they are read.</summary>
    /// <value>200 MiB.</value>
    public long UnpackedBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>How many times its packed size an entry of more than 4 MiB may unpack to.</summary>
    /// <value>200. Office files reach 30, and deflate cannot do more than 1,032.</value>
    public int Ratio { get; init; } = 200;

    /// <summary>UTF-16 code units of text that a file with all that is attached to it may give.</summary>
    /// <value>60 million.</value>
    public long Characters { get; init; } = 60_000_000;

    /// <summary>How deep mails may be attached to mails.</summary>
    /// <value>4.</value>
    public int MailDepth { get; init; } = 4;

    /// <summary>Parts of a mail: bodies, pictures and attachments.</summary>
    /// <value>1,000.</value>
    public int MailParts { get; init; } = 1_000;

    /// <summary>Pages without text that are read from their pictures.</summary>
    /// <value>100.</value>
    public int ScannedPages { get; init; } = 100;

    /// <summary>How long one program that reads a file, or one page's picture, may run.</summary>
    /// <value>2 minutes.</value>
    public TimeSpan ProgramTime { get; init; } = TimeSpan.FromMinutes(2);
}
