using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace FlowBuilder.Knowledge.Pages;

/// <summary>Addresses of pages as people write them.</summary>
internal static class WebAddress
{
    /// <summary>Reads an address; one without <c>https://</c> gets it. False where it is none of the web.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out Uri? address)
    {
        var written = text.Trim();
        var hasScheme = written.Contains("://", StringComparison.Ordinal);

        // A word is no host: only what has a dot is taken for one.
        address = null;
        if (!hasScheme && (!written.Contains('.', StringComparison.Ordinal) || written.Contains(' ', StringComparison.Ordinal))) return false;
        if (!Uri.TryCreate(hasScheme ? written : "https://" + written, UriKind.Absolute, out var read)) return false;
        if (read.Scheme is not ("http" or "https") || read.Host.Length == 0) return false;
        address = Plain(read);
        return true;
    }

    /// <summary>The addresses in a text: one a line, or parted by blanks, or a JSON list.</summary>
    public static IReadOnlyList<string> AllIn(string text)
    {
        if (text.TrimStart().StartsWith('[') && ListOrNull(text) is { } list) return [.. list.Where(address => !string.IsNullOrWhiteSpace(address))];
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The address without what only a browser looks at.</summary>
    public static Uri Plain(Uri address) => address.Fragment.Length == 0 ? address : new UriBuilder(address) { Fragment = "" }.Uri;

    /// <summary>The address for messages: without what may be a secret, such as a key in its query.</summary>
    public static string Shown(Uri address) => $"{address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}{address.AbsolutePath}";

    /// <summary>Whether two addresses have the same origin: scheme, host and port.</summary>
    public static bool IsSameSite(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address lies in the same folder of a site as another, or below.</summary>
    public static bool IsBelow(Uri address, Uri start) =>
        address.AbsolutePath.StartsWith(start.AbsolutePath[..(start.AbsolutePath.LastIndexOf('/') + 1)], StringComparison.Ordinal);

    private static List<string>? ListOrNull(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
