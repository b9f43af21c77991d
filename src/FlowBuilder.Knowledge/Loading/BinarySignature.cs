namespace FlowBuilder.Knowledge.Loading;

/// <summary>Names files that are not text by the first bytes that their formats prescribe.</summary>
internal static class BinarySignature
{
    /// <summary>The kind of file, in words a person knows, or null when the bytes carry no known signature.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return "PDF";
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8)) return ZipKind(bytes);
        if (bytes.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })) return "Microsoft Office 97 (doc, xls, ppt) / HWP";
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

    // Office files are zip archives whose first entries name their kind.
    private static string ZipKind(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        if (head.IndexOf("word/"u8) >= 0) return "Word (docx)";
        if (head.IndexOf("xl/"u8) >= 0) return "Excel (xlsx)";
        if (head.IndexOf("ppt/"u8) >= 0) return "PowerPoint (pptx)";
        if (head.IndexOf("[Content_Types].xml"u8) >= 0) return "Office Open XML (docx, xlsx, pptx)";
        if (head.IndexOf("mimetypeapplication/epub+zip"u8) >= 0) return "EPUB";
        if (head.IndexOf("mimetypeapplication/vnd.oasis"u8) >= 0) return "OpenDocument";
        return head.IndexOf("mimetypeapplication/hwp+zip"u8) >= 0 ? "HWPX" : "ZIP";
    }
}
