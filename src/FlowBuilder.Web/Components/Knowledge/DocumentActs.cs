using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Does what a person asks for a document.</summary>
/// <param name="shelf">The knowledge bases.</param>
/// <param name="script">The browser.</param>
internal sealed class DocumentActs(KnowledgeShelf shelf, PageScript script)
{
    /// <summary>Does it.</summary>
    /// <exception cref="Api.Problems.ApiException">It cannot be done any more.</exception>
    public Task DoAsync(KnowledgeDocument document, DocumentAct act)
    {
        var (baseId, id) = (document.BaseId, document.Id);
        return act switch
        {
            DocumentAct.Cancel => shelf.CancelAsync(baseId, id, CancellationToken.None),
            DocumentAct.Retry => shelf.RetryAsync(baseId, id, CancellationToken.None),
            DocumentAct.Reindex => shelf.ReindexAsync(baseId, id, CancellationToken.None),
            DocumentAct.Delete => shelf.DeleteAsync(baseId, id, CancellationToken.None),
            DocumentAct.Download => script.DownloadFromAsync($"{ApiPaths.Knowledge(baseId)}/documents/{Uri.EscapeDataString(id)}/content"),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };
    }
}
