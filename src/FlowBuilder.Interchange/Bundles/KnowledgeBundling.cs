using System.Collections.Immutable;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Interchange.Previews;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>Takes the knowledge bases that flows name along with them, and makes them where they are missing.</summary>
/// <param name="bases">The knowledge bases.</param>
/// <param name="documents">Their documents.</param>
/// <param name="intake">What takes documents in.</param>
/// <param name="catalogue">The node types, which say what settings name a knowledge base.</param>
public sealed class KnowledgeBundling(IKnowledgeStore bases, IKnowledgeDocuments documents, IKnowledgeIntake intake, NodeCatalogue catalogue)
{
    private const int AtOnce = 100;

    /// <summary>The bundle with the knowledge bases that its flows name, as far as they are here; null where they are larger than a bundle may be.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FlowBundle?> WithKnowledgeAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        var taken = ImmutableArray.CreateBuilder<BundledKnowledge>();
        var (bytes, entries) = (0L, bundle.Flows.Length);
        foreach (var id in FlowInspection.Of(bundle, catalogue).Knowledge)
        {
            if (await bases.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } found) continue;
            bytes += found.Counts.Bytes;
            entries += found.Counts.Documents + 1;
            if (bytes > BundleLimits.KnowledgeBytes || entries >= BundleLimits.Entries) return null;
            taken.Add(new BundledKnowledge(found.Base, await DocumentsAsync(id, cancellationToken).ConfigureAwait(false)));
        }

        return bundle with { Knowledge = taken.ToImmutable() };
    }

    /// <summary>Makes the knowledge bases of a bundle that are not here, and has their documents read in; those that are here stay as they are.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="cancellationToken">Gives up; what was made by then stays.</param>
    public async Task StoreAsync(FlowBundle bundle, CancellationToken cancellationToken)
    {
        foreach (var knowledge in bundle.Knowledge)
        {
            if (!await bases.CreateAsync(knowledge.Base, cancellationToken).ConfigureAwait(false)) continue;
            foreach (var some in knowledge.Documents.Chunk(AtOnce))
                await intake.AddAsync(knowledge.Base.Id, some, cancellationToken).ConfigureAwait(false);
        }
    }

    // The latest comes first out of the store; they are stored again in the order in which they were added.
    private async Task<ImmutableArray<KnowledgeUpload>> DocumentsAsync(string id, CancellationToken cancellationToken)
    {
        var listed = new List<KnowledgeDocument>();
        while (await documents.ListAsync(id, state: null, listed.Count, AtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } some) listed.AddRange(some);
        listed.Reverse();
        var uploads = ImmutableArray.CreateBuilder<KnowledgeUpload>(listed.Count);
        foreach (var document in listed)
        {
            if (await documents.ContentAsync(id, document.Id, cancellationToken).ConfigureAwait(false) is not { } content) continue;
            uploads.Add(new KnowledgeUpload
            {
                Id = document.Id,
                Title = document.Title,
                Source = document.Source,
                MediaType = document.MediaType,
                Metadata = document.Metadata,
                Content = content,
            });
        }

        return uploads.ToImmutable();
    }
}
