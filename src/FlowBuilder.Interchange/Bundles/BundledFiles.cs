using System.IO.Compression;
using System.Security.Cryptography;
using FlowBuilder.Core.Compilation;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Takes entries out of a bundle by their names and hashes, within what all of them may have together.</summary>
/// <param name="zip">The bundle.</param>
/// <param name="budget">What is left of it.</param>
internal sealed class BundledFiles(ZipArchive zip, UnpackingBudget budget)
{
    /// <summary>The bytes of an entry; null where it is not there, too large, or not what was packed.</summary>
    /// <param name="name">The entry's name.</param>
    /// <param name="sha256">The hash of its bytes.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="problem">What is wrong, where it is null.</param>
    public byte[]? Take(string name, string sha256, int limit, out FlowDiagnostic? problem)
    {
        var entry = zip.GetEntry(name);
        var bytes = entry is null ? null : BundleEntries.Unpack(entry, limit, budget);
        problem = entry is null ? BundleProblems.Missing(name)
            : bytes is null ? BundleProblems.TooMuch(name)
            : Convert.ToHexStringLower(SHA256.HashData(bytes)).Equals(sha256, StringComparison.OrdinalIgnoreCase) ? null
            : BundleProblems.Changed(name);
        return problem is null ? bytes : null;
    }
}
