using System.IO.Compression;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Looks at the entries of a zip from elsewhere, and unpacks them without trusting what they say of themselves.</summary>
internal static class BundleEntries
{
    // The upper half of the attributes holds the mode of a Unix file; this kind is a symbolic link.
    private const int UnixKind = 0xF000;
    private const int UnixLink = 0xA000;

    /// <summary>What is wrong with the entries as a whole, or null.</summary>
    public static FlowDiagnostic? Check(ZipArchive zip)
    {
        if (zip.Entries.Count > BundleLimits.Entries) return BundleProblems.TooManyEntries(zip.Entries.Count);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            if (!IsPlain(entry.FullName)) return BundleProblems.BadName(entry.FullName);
            if (!names.Add(entry.FullName)) return BundleProblems.Twice(entry.FullName);
            if (((entry.ExternalAttributes >> 16) & UnixKind) == UnixLink) return BundleProblems.BadName(entry.FullName);
            if (entry.IsEncrypted) return BundleProblems.Encrypted(entry.FullName);
        }

        return null;
    }

    /// <summary>The bytes of an entry; null where it is larger than allowed, or packed as nothing honest is.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="budget">What all entries may have together.</param>
    public static byte[]? Unpack(ZipArchiveEntry entry, int limit, UnpackingBudget budget)
    {
        var most = Math.Min(limit, budget.Left);
        using var content = new MemoryStream();
        using var stream = entry.Open();
        var buffer = new byte[81_920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > most) return null;
            if (content.Length > BundleLimits.HarmlessBytes && content.Length > BundleLimits.Ratio * Math.Max(1, entry.CompressedLength)) return null;
        }

        budget.Take(content.Length);
        return content.ToArray();
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= BundleLimits.NameLength
        && name[0] != '/' && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
        && !name.Any(char.IsControl)
        && name.TrimEnd('/').Split('/').All(part => part is not ("" or "." or ".."));
}
