using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>The documents of a knowledge base, a page of them at a time, however many there are.</summary>
public sealed partial class KnowledgeDocuments
{
    private const int PageSize = 50;

    private KnowledgeDocumentPage? _page;
    private KnowledgeDocument? _removed;
    private KnowledgeDocumentGroup? _group;
    private string _name = "";
    private int _skip;
    private int _asked;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required KnowledgeBaseSummary Summary { get; set; }

    /// <summary>Whether documents can be changed here.</summary>
    [Parameter] public bool MayChange { get; set; }

    [Inject] private IKnowledgeDocuments Documents { get; set; } = null!;

    [Inject] private KnowledgeShelf Shelf { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private KnowledgeCounts Counts => Summary.Counts;

    // A kind of which there are none is offered only while it is chosen.
    private IEnumerable<(KnowledgeDocumentGroup Group, int Count)> Groups =>
        from pair in new[]
        {
            (Group: KnowledgeDocumentGroup.Unfinished, Count: Counts.Unfinished),
            (Group: KnowledgeDocumentGroup.Ready, Count: Counts.Ready),
            (Group: KnowledgeDocumentGroup.Failed, Count: Counts.Failed),
            (Group: KnowledgeDocumentGroup.Cancelled, Count: Counts.Cancelled),
        }
        where pair.Count > 0 || pair.Group == _group
        select pair;

    /// <summary>Reads what is shown again.</summary>
    public async Task ReadAsync()
    {
        var asked = ++_asked;
        var page = await Documents.FindAsync(Summary.Base.Id, new KnowledgeDocumentFilter(_group, _name), _skip, PageSize, CancellationToken.None);

        // Where the last page has gone, the one before is the last.
        if (page.Documents.Count == 0 && page.Total > 0 && asked == _asked)
        {
            _skip = (page.Total - 1) / PageSize * PageSize;
            await ReadAsync();
            return;
        }

        if (asked != _asked) return;
        _page = page;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ReadAsync();

    private Task SearchAsync(ChangeEventArgs change)
    {
        _name = ((string?)change.Value ?? "").Trim();
        return GoToAsync(0);
    }

    private Task FilterAsync(KnowledgeDocumentGroup? group)
    {
        _group = group;
        return GoToAsync(0);
    }

    private Task GoToAsync(int skip)
    {
        _skip = skip;
        return ReadAsync();
    }

    private async Task ActAsync(KnowledgeDocument document, DocumentAct act)
    {
        if (act == DocumentAct.Delete) _removed = document;
        else if (await Toasts.TryAsync(() => new DocumentActs(Shelf, Script).DoAsync(document, act))) await ReadAsync();
    }

    private async Task DeleteAsync(KnowledgeDocument document)
    {
        _removed = null;
        if (await Toasts.TryAsync(() => new DocumentActs(Shelf, Script).DoAsync(document, DocumentAct.Delete)))
        {
            Toasts.Show(new Toast(L["Knowledge.Deleted", document.Title]));
            await ReadAsync();
        }
    }

    private Task RetryAllAsync(KnowledgeDocumentGroup group) => DoAllAsync(() => Shelf.RetryAllAsync(Summary.Base.Id, group, CancellationToken.None));

    private async Task DoAllAsync(Func<Task> act)
    {
        if (await Toasts.TryAsync(act)) await ReadAsync();
    }
}
