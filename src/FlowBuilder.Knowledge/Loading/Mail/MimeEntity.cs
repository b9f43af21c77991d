namespace FlowBuilder.Knowledge.Loading.Mail;

/// <summary>A mail or a part of it: its header fields and what they speak of.</summary>
internal sealed class MimeEntity
{
    private const int DeepestNesting = 20;

    private MimeEntity(MimeHeaders headers, ReadOnlyMemory<byte> raw)
    {
        Headers = headers;
        Raw = raw;
        ContentType = HeaderValue.Parse(headers["Content-Type"]);
        Disposition = HeaderValue.Parse(headers["Content-Disposition"]);
        FileName = Disposition.Parameter("filename") ?? ContentType.Parameter("name");
    }

    /// <summary>The header fields.</summary>
    public MimeHeaders Headers { get; }

    /// <summary>The body as it stands in the mail.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What kind of content it says it is.</summary>
    public HeaderValue ContentType { get; }

    /// <summary>Whether it is shown in the mail or attached to it.</summary>
    public HeaderValue Disposition { get; }

    /// <summary>The name of the file that it carries, or null.</summary>
    public string? FileName { get; }

    /// <summary>The parts of a multipart; empty for any other.</summary>
    public IReadOnlyList<MimeEntity> Parts { get; private init; } = [];

    /// <summary>The kind of content; plain text where it says nothing.</summary>
    public string Type => ContentType.Value.Contains('/', StringComparison.Ordinal) ? ContentType.Value : "text/plain";

    /// <summary>Reads a mail with all of its parts.</summary>
    /// <exception cref="Core.Faults.NodeException">It has more parts than allowed, or they nest too deeply.</exception>
    public static MimeEntity Read(FileToLoad file, CancellationToken cancellationToken)
    {
        var count = 0;
        return Read(file, file.Content[MimeHeaders.StartOf(file.Content.Span)..], 0, ref count, cancellationToken);
    }

    /// <summary>The bytes that it carries.</summary>
    public ReadOnlyMemory<byte> Content() => TransferEncoding.Decode(Raw, Headers["Content-Transfer-Encoding"]);

    private static MimeEntity Read(FileToLoad file, ReadOnlyMemory<byte> bytes, int depth, ref int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (++count > file.Budget.Limits.MailParts) throw MailFault.TooManyParts(file.Name, file.Budget.Limits.MailParts);
        if (depth > DeepestNesting) throw MailFault.TooDeep(file.Name, DeepestNesting);
        var headers = MimeHeaders.Read(bytes.Span, out var length);
        var entity = new MimeEntity(headers, bytes[length..]);
        if (!entity.Type.StartsWith("multipart/", StringComparison.Ordinal) || entity.ContentType.Parameter("boundary") is not { Length: > 0 } boundary) return entity;
        var parts = new List<MimeEntity>();
        foreach (var part in MimeBoundary.Split(entity.Raw, boundary)) parts.Add(Read(file, part, depth + 1, ref count, cancellationToken));
        return new MimeEntity(headers, entity.Raw) { Parts = parts };
    }
}
