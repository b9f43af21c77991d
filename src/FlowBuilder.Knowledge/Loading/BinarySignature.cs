using System.Text;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Names files that are not text by the first bytes that their formats prescribe.</summary>
internal static class BinarySignature
{
    private const int HeadBytes = 1024;

    // The streams inside a compound file are named in UTF-16.
    private static readonly (byte[] Stream, string Kind)[] CompoundKinds =
    [
        (Encoding.Unicode.GetBytes("WordDocument"), "Word 97–2003 (doc)"),
        (Encoding.Unicode.GetBytes("PowerPoint Document"), "PowerPoint 97–2003 (ppt)"),
        (Encoding.Unicode.GetBytes("Workbook"), "Excel 97–2003 (xls)"),
        (Encoding.Unicode.GetBytes("__properties_version1.0"), "Outlook (msg)"),
        (Encoding.Unicode.GetBytes("HwpSummaryInformation"), "HWP"),
    ];

    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    /// <summary>Whether the bytes begin as a PDF does.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="isNamedSo">Whether its name says so too; then something may stand before, as readers of PDF allow.</param>
    public static bool IsPdf(ReadOnlySpan<byte> bytes, bool isNamedSo) => isNamedSo
        ? bytes[..Math.Min(bytes.Length, HeadBytes)].IndexOf("%PDF-"u8) >= 0
        : bytes.StartsWith("%PDF-"u8);

    /// <summary>Whether the bytes begin as a zip archive does, which Word, PowerPoint and Excel files are.</summary>
    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Whether it is an Office file locked by a password: such a one lies encrypted in a compound file.</summary>
    public static bool IsLockedOffice(ReadOnlySpan<byte> bytes) => IsCompound(bytes) && bytes.IndexOf(EncryptedPackage) >= 0;

    /// <summary>The kind of file, in words a person knows, or null when the bytes carry no known signature.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (IsPdf(bytes, isNamedSo: false)) return "PDF";
        if (IsZip(bytes)) return ZipKind(bytes);
        if (IsCompound(bytes)) return CompoundKind(bytes);
        if (bytes.StartsWith("HWP Document File"u8)) return "HWP";
        if (bytes.StartsWith(new byte[] { 0x89, 0x50, 0x4E, 0x47 })) return "PNG";
        if (bytes.StartsWith(new byte[] { 0xFF, 0xD8, 0xFF })) return "JPEG";
        if (bytes.StartsWith("GIF8"u8)) return "GIF";
        if (bytes.StartsWith("RIFF"u8)) return "RIFF (WebP, WAV, AVI)";
        if (bytes.StartsWith(new byte[] { 0x1F, 0x8B })) return "gzip";
        if (bytes.StartsWith(new byte[] { 0x37, 0x7A, 0xBC, 0xAF }) || bytes.StartsWith("Rar!"u8)) return "7z / RAR";
        if (bytes.StartsWith("SQLite format 3"u8)) return "SQLite";
        if (bytes.StartsWith("{\\rtf"u8)) return "RTF";
        return bytes.Length > 12 && bytes[4..8].SequenceEqual("ftyp"u8) ? "MP4" : null;
    }

    /// <summary>The kind of a zip archive that is no Word, PowerPoint or Excel file: some formats name themselves in its first entry.</summary>
    public static string ZipKind(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        if (head.IndexOf("mimetypeapplication/epub+zip"u8) >= 0) return "EPUB";
        if (head.IndexOf("mimetypeapplication/vnd.oasis"u8) >= 0) return "OpenDocument";
        return head.IndexOf("mimetypeapplication/hwp+zip"u8) >= 0 ? "HWPX" : "ZIP";
    }

    private static bool IsCompound(ReadOnlySpan<byte> bytes) => bytes.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 });

    private static string CompoundKind(ReadOnlySpan<byte> bytes)
    {
        foreach (var (stream, kind) in CompoundKinds)
        {
            if (bytes.IndexOf(stream) >= 0) return kind;
        }

        return "Microsoft Office 97 (doc, xls, ppt) / HWP";
    }
}
