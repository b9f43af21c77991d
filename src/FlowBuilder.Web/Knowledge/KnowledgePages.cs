using System.Collections.Immutable;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Pages;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Knowledge;

/// <summary>Brings pages of the web into knowledge bases.</summary>
internal sealed class KnowledgePages(KnowledgeShelf shelf, WebPages pages)
{
    /// <summary>Fetches a page and stores it as a document whose source is its address; one that was fetched before gets what it says now.</summary>
    /// <param name="id">The knowledge base.</param>
    /// <param name="url">The page's address.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <exception cref="ApiException">There is no such knowledge base.</exception>
    /// <exception cref="NodeException">The page cannot be fetched; to be told to people as it is.</exception>
    public async Task<KnowledgeDocument> AddAsync(string id, string url, CancellationToken cancellationToken)
    {
        await shelf.FindAsync(id, cancellationToken);
        var page = await pages.FetchAsync(url, cancellationToken);
        var address = page.Address.AbsoluteUri;
        var upload = new KnowledgeUpload
        {
            Title = WebPages.TitleOf(page, cancellationToken),
            Source = address,
            MediaType = page.MediaType,
            Content = page.Content,
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add("url", address),
        };
        return (await shelf.AddAsync(id, [upload], cancellationToken))[0];
    }
}
