using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Knowledge;

/// <summary>Name, description and settings of a knowledge base, with what a change costs; index anew, delete.</summary>
public sealed partial class KnowledgeSettingsTab
{
    private KnowledgeSettings _settings = new();
    private string _name = "";
    private string _description = "";
    private string? _problem;
    private KnowledgeBase? _known;
    private int _formsMade;
    private bool _isSaving;
    private bool _isSaved;
    private bool _isDeleting;

    /// <summary>The knowledge base.</summary>
    [Parameter, EditorRequired] public required KnowledgeBaseSummary Summary { get; set; }

    /// <summary>Called after a change.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] private KnowledgeShelf Shelf { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private KnowledgeBase Stored => Summary.Base;

    private bool IsChanged => IsOther(Stored);

    // What failed or was stopped stays so until somebody asks.
    private string Cost => (Summary.Counts.Ready + Summary.Counts.Unfinished) switch
    {
        0 => L["Knowledge.CostNone"],
        1 => L["Knowledge.CostOne"],
        var count => L["Knowledge.Cost", KnowledgeWords.Documents(L, count)],
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => Take();

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        // Somebody else's change is shown as long as there is none of one's own.
        if (_known is { } known && known.Revision != Stored.Revision && !_isSaving && !IsOther(known)) Take();
    }

    private bool IsOther(KnowledgeBase known) => _name != known.Name || _description != known.Description || _settings != known.Settings;

    private void Take()
    {
        // The form keeps what only it knows, such as what is unfolded, while it shows the same.
        if (_settings != Stored.Settings) _formsMade++;
        _known = Stored;
        (_name, _description, _settings, _problem) = (Stored.Name, Stored.Description, Stored.Settings, null);
    }

    private async Task SaveAsync()
    {
        if (_isSaving || !IsChanged) return;
        (_isSaving, _problem) = (true, null);
        try
        {
            Stores.Require(Resource.Knowledge(Stored.Id), AccessLevel.Edit);
            Stores.RequireConnection(_settings.Embedding?.Connection);
            var body = new KnowledgeBody { Name = _name, Description = _description, Settings = _settings };
            await Shelf.ChangeAsync(Stored.Id, body, _known!.Revision, CancellationToken.None);
            await OnChanged.InvokeAsync();
            Take();
            _isSaved = true;
        }
        catch (Exception failure) when (ProblemOf.Of(failure) is { } problem)
        {
            _problem = problem.Detail.ToString();
        }
        finally
        {
            _isSaving = false;
        }
    }

    private Task<bool> ReindexAsync() => Toasts.TryAsync(async () =>
    {
        Stores.Require(Resource.Knowledge(Stored.Id), AccessLevel.Edit);
        var count = await Shelf.ReindexAsync(Stored.Id, CancellationToken.None);
        Toasts.Show(new Toast(L["Knowledge.Reindexing", KnowledgeWords.Documents(L, count)]));
    });

    private async Task DeleteAsync()
    {
        _isDeleting = false;
        var name = Stored.Name;
        if (!Person.Allows(Resource.Knowledge(Stored.Id), AccessLevel.Own)) return;
        if (!await Toasts.TryAsync(() => Shelf.DeleteAsync(Stored.Id, CancellationToken.None))) return;
        Toasts.Show(new Toast(L["Knowledge.DeletedBase", name]));
        Navigation.NavigateTo(KnowledgeAddress.Root);
    }
}
