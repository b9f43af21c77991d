using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Reads the knowledge bases of a bundle.</summary>
/// <param name="files">The bundle's entries.</param>
/// <param name="problems">What is wrong is added here.</param>
internal sealed class KnowledgeReading(BundledFiles files, ImmutableArray<FlowDiagnostic>.Builder problems)
{
    /// <summary>The knowledge bases that the manifest names; those with a problem are left out.</summary>
    public ImmutableArray<BundledKnowledge> Read(IReadOnlyList<BundleManifest.Item?> items)
    {
        if (items.Count > BundleLimits.Flows || items.Any(item => item is not { Id.Length: > 0, File.Length: > 0, Sha256.Length: > 0 })
            || items.Select(item => item!.Id).Distinct().Count() < items.Count)
        {
            problems.Add(BundleProblems.BadManifest);
            return [];
        }

        return [.. items.Select(item => Read(item!)).OfType<BundledKnowledge>()];
    }

    private BundledKnowledge? Read(BundleManifest.Item item)
    {
        if (Take(item.File!, item.Sha256!, BundleLimits.FlowBytes) is not { } text) return null;
        var table = Table(text);
        if (table?.Documents is not { } listed || !listed.All(document => document is { File.Length: > 0, Sha256.Length: > 0 } && KnowledgeTable.IsId(document.Id))
            || table.ToKnowledge(item.Id!, []) is not { } knowledge)
        {
            problems.Add(BundleProblems.BadKnowledge(item.File!));
            return null;
        }

        var documents = listed.Select(document => Take(document!.File!, document.Sha256!, BundleLimits.DocumentBytes) is { } bytes ? document.ToUpload(bytes) : null).ToList();
        return documents.Contains(null) ? null : knowledge with { Documents = [.. documents.OfType<KnowledgeUpload>()] };
    }

    private byte[]? Take(string name, string sha256, int limit)
    {
        var bytes = files.Take(name, sha256, limit, out var problem);
        if (problem is not null) problems.Add(problem);
        return bytes;
    }

    private static KnowledgeTable? Table(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<KnowledgeTable>(text, CoreJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
