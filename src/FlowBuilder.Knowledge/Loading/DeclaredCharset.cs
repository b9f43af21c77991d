using System.Text;
using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Loading;

/// <summary>Finds the encoding that a file or its sender names.</summary>
internal static partial class DeclaredCharset
{
    private const int HeadBytes = 1024;

    /// <summary>The charset of the media type, else the one in the first kilobyte of a page, else null.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes, string? mediaType)
    {
        if (mediaType is not null && Charset().Match(mediaType) is { Success: true } sent) return sent.Groups[1].Value;
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, HeadBytes)]);
        return head.Contains("<meta", StringComparison.OrdinalIgnoreCase) && Charset().Match(head) is { Success: true } written
            ? written.Groups[1].Value
            : null;
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
