namespace FlowBuilder.Web.Api.Compatible;

/// <summary>A file within an address: <c>data:image/png;base64,…</c> (RFC 2397).</summary>
/// <param name="MediaType">Its media type, without parameters; empty where none is named.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record DataUrl(string MediaType, ReadOnlyMemory<byte> Content)
{
    private const string Scheme = "data:";
    private const string Marker = ";base64";

    /// <summary>Whether a text is meant as such an address.</summary>
    public static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one; null where it is malformed, or its content is not base64.</summary>
    public static DataUrl? TryRead(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (!IsOne(text) || comma < 0) return null;
        var head = text.AsSpan(Scheme.Length, comma - Scheme.Length);
        if (!head.EndsWith(Marker, StringComparison.OrdinalIgnoreCase)) return null;
        var mediaType = head[..^Marker.Length];
        if (mediaType.IndexOf(';') is >= 0 and var parameters) mediaType = mediaType[..parameters];
        return TryDecode(text.AsSpan(comma + 1)) is { } content ? new DataUrl(NameOf(mediaType), content) : null;
    }

    // A slip that is made so often that browsers take it.
    private static string NameOf(ReadOnlySpan<char> mediaType) =>
        mediaType.Trim().ToString().ToLowerInvariant() is var name && name == "image/jpg" ? "image/jpeg" : name;

    /// <summary>Reads base64; null where it is none.</summary>
    public static ReadOnlyMemory<byte>? TryDecode(ReadOnlySpan<char> base64)
    {
        var content = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(base64, content, out var length) ? content.AsMemory(0, length) : null;
    }
}
