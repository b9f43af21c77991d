using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml;

namespace FlowBuilder.Knowledge.Loading.Packages;

/// <summary>An Office Open XML file: a zip archive of XML parts that point to each other.</summary>
/// <remarks>
/// The parts are read as a stream and by this program itself: DocumentFormat.OpenXml builds each part as a tree of objects many
/// times its size before the first word can be seen, and cannot be told where to stop. Nothing outside the file is ever opened.
/// </remarks>
internal sealed class OfficePackage : IDisposable
{
    private const int MostRelations = 100_000;

    private static readonly byte[] EntrySignature = [0x50, 0x4B, 0x01, 0x02];

    private readonly FileToLoad _file;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationToken _cancellationToken;

    private OfficePackage(FileToLoad file, ZipArchive archive, CancellationToken cancellationToken)
    {
        _file = file;
        _archive = archive;
        _cancellationToken = cancellationToken;
        foreach (var entry in archive.Entries)
        {
            if (entry.IsEncrypted) throw LoadFault.Protected(file.Name);
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    /// <summary>Opens a file that begins as a zip archive does.</summary>
    /// <exception cref="Core.Faults.NodeException">The archive is broken, locked, or has too many entries.</exception>
    public static OfficePackage Open(FileToLoad file, CancellationToken cancellationToken)
    {
        // Before the directory is read: it would be held in memory, whatever number it declares.
        var entries = file.Content.Span.Count(EntrySignature);
        if (entries > file.Budget.Limits.Entries) throw PackageFault.TooManyEntries(file.Name, entries, file.Budget.Limits.Entries);
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(StreamOf(file.Content), ZipArchiveMode.Read);
            return new OfficePackage(file, archive, cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            archive?.Dispose();
            throw PackageFault.Broken(file.Name, failure);
        }
    }

    /// <summary>The path of the part that everything else hangs on, or null where the archive is no Office file.</summary>
    public string? MainPart() => Relations("").FirstOrDefault(relation => relation.Type == "officeDocument")?.Target;

    /// <summary>Opens a part, or null where there is none of that path.</summary>
    public XmlReader? Read(string? part)
    {
        if (part is null || !_parts.TryGetValue(part, out var entry)) return null;

        // The declared size may lie; no entry is larger than the file it lies in.
        var packed = Math.Clamp(entry.CompressedLength, 0, _file.Content.Length);
        var reader = XmlReader.Create(new PartStream(entry.Open(), packed, _file, _cancellationToken), new XmlReaderSettings
        {
            NameTable = new PartNames(_file),
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
        return new PartReader(reader, _file);
    }

    /// <summary>What a part points to inside the package.</summary>
    /// <param name="part">The part's path, or empty for the package itself.</param>
    public IReadOnlyList<PartRelation> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        using var reader = Read($"{part[..slash]}_rels/{part[slash..]}.rels");
        var relations = new List<PartRelation>();
        while (relations.Count < MostRelations && reader?.Read() == true)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" }) continue;
            if (XmlAttributes.Of(reader, "TargetMode") == "External") continue;
            if (XmlAttributes.Of(reader, "Id") is { } id && XmlAttributes.Of(reader, "Type") is { } type && XmlAttributes.Of(reader, "Target") is { } target)
                relations.Add(new PartRelation(id, type[(type.LastIndexOf('/') + 1)..], PathOf(part[..slash], target)));
        }

        return relations;
    }

    /// <summary>The path of the one part of a type that a part points to, or null.</summary>
    public string? Related(string part, string type) => Relations(part).FirstOrDefault(relation => relation.Type == type)?.Target;

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    private static string PathOf(string folder, string target)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(Uri.UnescapeDataString(segment));
        }

        return string.Join('/', segments);
    }
}
