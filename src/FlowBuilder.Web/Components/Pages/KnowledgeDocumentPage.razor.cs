using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Knowledge;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>A document of a knowledge base: what is known of it, and its chunks, one of which an answer may have led here.</summary>
public sealed partial class KnowledgeDocumentPage : IDisposable
{
    private const int PageSize = 20;

    private readonly ReaderLanguage _language = new();
    private KnowledgeDocument? _document;
    private IReadOnlyList<KnowledgeChunk>? _chunks;
    private KnowledgeWatch? _watch;
    private string _baseName = "";
    private string? _opened;
    private string? _sought;
    private int _skip;
    private bool _isMissing;
    private bool _isGone;
    private bool _isDeleting;

    /// <summary>The knowledge base's id.</summary>
    [Parameter] public string Id { get; set; } = "";

    /// <summary>The document's id.</summary>
    [Parameter] public string DocumentId { get; set; } = "";

    /// <summary>The id of the chunk that is marked; null for none.</summary>
    [SupplyParameterFromQuery(Name = "chunk")] public string? Chunk { get; set; }

    [Inject] private IKnowledgeDocuments Documents { get; set; } = null!;

    [Inject] private IKnowledgeChunks Chunks { get; set; } = null!;

    [Inject] private KnowledgeShelf Shelf { get; set; } = null!;

    [Inject] private KnowledgeNews News { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private PageScript Page { get; set; } = null!;

    [Inject] private IJSRuntime Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private Announcer Announcer { get; set; } = null!;

    [Inject] private Display Display { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IKnowledgeStore Bases => Stores.Knowledge;

    private bool MayEdit => Person.Allows(Resource.Knowledge(Id), AccessLevel.Edit);

    private string Title => _document is { Title.Length: > 0 } document ? document.Title : L["Knowledge.Untitled"];

    private IEnumerable<(string Name, string Value)> Facts
    {
        get
        {
            var document = _document!;
            if (document.Source.Length > 0) yield return (L["Knowledge.Fact.Source"], document.Source);
            yield return (L["Knowledge.Fact.Size"], Display.Bytes(document.Bytes));
            yield return (L["Knowledge.Fact.Added"], document.AddedAt.ToLocalTime().ToString("g", CultureInfo.CurrentCulture));
            yield return (L["Knowledge.Fact.Updated"], Display.Ago(document.UpdatedAt));
            foreach (var (name, value) in document.Metadata) yield return (name, value);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        Rules.Changed -= OnAccessChanged;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Rules.Changed += OnAccessChanged;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = KnowledgeAddress.Of(Id, DocumentId, Chunk ?? "");
        if (_opened == address) return;
        _opened = address;
        _watch?.Dispose();
        var watch = _watch = new KnowledgeWatch(News, Id, DocumentId);
        await LeadToChunkAsync();
        await ReadAsync();
        watch.Start(Time, ReadAsync, InvokeAsync);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_sought is null || _chunks is null || _document is null) return;
        var sought = _sought;
        _sought = null;
        await Script.CallAsync("knowledge.showChunk", ChunkCard.ElementOf(sought));
    }

    private void OnAccessChanged(Resource resource)
    {
        if (resource == Resource.Knowledge(Id)) _ = InvokeAsync(() => _language.Do(() => _ = ReadAsync()));
    }

    private async Task LeadToChunkAsync()
    {
        (_skip, _sought, _isGone) = (0, null, false);
        if (Chunk is not { Length: > 0 } id || !Person.Allows(Resource.Knowledge(Id), AccessLevel.View)) return;
        var chunk = await Chunks.FindAsync(Id, id, CancellationToken.None);
        _isGone = chunk is null || chunk.DocumentId != DocumentId;
        if (!_isGone) (_skip, _sought) = ((chunk!.Ordinal - 1) / PageSize * PageSize, id);
    }

    private async Task ReadAsync()
    {
        var wasUnfinished = _document is { IsUnfinished: true } before && before.Id == DocumentId;
        var document = Person.Allows(Resource.Knowledge(Id), AccessLevel.View) ? await Documents.FindAsync(Id, DocumentId, CancellationToken.None) : null;
        if (wasUnfinished && document is { IsUnfinished: false }) Announcer.Say(DocumentWords.State(L, document));
        if (document is not null)
        {
            if (_skip >= document.Chunks) _skip = Math.Max(0, (document.Chunks - 1) / PageSize * PageSize);
            _baseName = (await Bases.FindAsync(Id, CancellationToken.None))?.Base.Name ?? Id;
            _chunks = await Chunks.ListAsync(Id, DocumentId, _skip, PageSize, CancellationToken.None);
        }

        _document = document;
        _isMissing = document is null;
        StateHasChanged();
    }

    private Task GoToAsync(int skip)
    {
        _skip = skip;
        return ReadAsync();
    }

    private async Task ActAsync(DocumentAct act)
    {
        _isDeleting = false;
        if (act != DocumentAct.Download && !MayEdit) return;
        var (document, title) = (_document!, Title);
        if (!await Toasts.TryAsync(() => new DocumentActs(Shelf, Page).DoAsync(document, act))) return;
        if (act == DocumentAct.Delete)
        {
            Toasts.Show(new Toast(L["Knowledge.Deleted", title]));
            Navigation.NavigateTo(KnowledgeAddress.Of(Id));
        }
        else
        {
            await ReadAsync();
        }
    }
}
