using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Reads bundles from people and from elsewhere; nothing is unpacked to disk, and nothing beyond the limits is unpacked at all.</summary>
/// <param name="format">The format of flow files.</param>
public sealed class BundleReader(FlowFormat format)
{
    /// <summary>Whether a file is a zip, by its first bytes.</summary>
    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8) || file.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Reads a bundle.</summary>
    /// <param name="file">The file's bytes.</param>
    public BundleReadResult Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > BundleLimits.FileBytes) return Refused(BundleProblems.TooLarge(file.Length));
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file.ToArray(), writable: false), ZipArchiveMode.Read);
            return BundleEntries.Check(zip) is { } problem ? Refused(problem) : Read(zip);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return Refused(BundleProblems.NotAZip);
        }
    }

    private BundleReadResult Read(ZipArchive zip)
    {
        var budget = new UnpackingBudget(BundleLimits.UnpackedBytes);
        if (zip.GetEntry(BundleManifest.Entry) is not { } table) return Refused(BundleProblems.NoManifest);
        if (BundleEntries.Unpack(table, BundleLimits.ManifestBytes, budget) is not { } text) return Refused(BundleProblems.TooMuch(table.FullName));
        if (Manifest(text) is not { } manifest) return Refused(BundleProblems.BadManifest);
        if (manifest.Format != BundleManifest.CurrentFormat) return Refused(BundleProblems.OtherFormat(manifest.Format ?? ""));
        if (manifest.Flows is not { Count: > 0 and <= BundleLimits.Flows } items || items.Any(item => item is not { Id.Length: > 0, File.Length: > 0, Sha256.Length: > 0 })
            || items.Select(item => item!.Id).Distinct().Count() < items.Count) return Refused(BundleProblems.BadManifest);

        var files = new BundledFiles(zip, budget);
        var flows = ImmutableArray.CreateBuilder<BundledFlow>();
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        foreach (var item in items)
        {
            if (files.Take(item!.File!, item.Sha256!, BundleLimits.FlowBytes, out var problem) is not { } bytes)
            {
                problems.Add(problem!);
            }
            else
            {
                var read = format.Read(bytes);
                problems.AddRange(read.Diagnostics.Select(problem => problem with { Path = $"{item.File}: {problem.Path}" }));
                if (read.Flow is { } flow) flows.Add(new BundledFlow(item.Id!, flow));
            }
        }

        var knowledge = new KnowledgeReading(files, problems).Read(manifest.Knowledge ?? []);
        var isWhole = flows.Count == items.Count && knowledge.Length == (manifest.Knowledge?.Count ?? 0);
        return new BundleReadResult(isWhole ? new FlowBundle(flows.ToImmutable()) { Knowledge = knowledge } : null, problems.ToImmutable());
    }

    private static BundleManifest? Manifest(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<BundleManifest>(text, CoreJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BundleReadResult Refused(FlowDiagnostic problem) => new(null, [problem]);
}
