using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Gallery;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>Every template: searched, narrowed by tags and needs, looked at closer, and used.</summary>
public sealed partial class TemplatesPage
{
    private GalleryContent? _content;
    private GalleryQuery _query = GalleryQuery.Everything;
    private IReadOnlyList<GalleryEntry> _shown = [];
    private GalleryEntry? _chosen;
    private string? _readFor;
    private int _filtersMade;
    private bool _isCleared;
    private bool _isUsing;

    /// <summary>The template that is shown closer; null for none.</summary>
    [Parameter] public string? Id { get; set; }

    [Inject] private TemplateGallery Gallery { get; set; } = null!;

    [Inject] private OwnTemplates Own { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // Going to a template and back is a step of the browser's history; only then does the address say something new.
        if (_content is not null && _readFor == Id) return;
        _readFor = Id;
        var query = GalleryAddress.Read(Navigation.Uri);
        if (!SameFilters(query, _query)) _filtersMade++;
        _query = query;
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        _content = await Gallery.ReadAsync(CultureInfo.CurrentUICulture, CancellationToken.None);
        Arrange();
    }

    private void Arrange()
    {
        _shown = _query.Of(_content!.Entries, CultureInfo.CurrentCulture);
        _chosen = Id is null ? null : _content.Find(Id);
    }

    private async Task NarrowAsync(GalleryQuery query)
    {
        _query = query;
        Arrange();
        await Script.RememberInAddressAsync(GalleryAddress.Write(_query));
    }

    private Task ShowAllAsync()
    {
        // A search field keeps what was typed until its element is made anew.
        _filtersMade++;
        _isCleared = true;
        return NarrowAsync(GalleryQuery.Everything with { Order = _query.Order });
    }

    private void OnlyTag(string tag)
    {
        _query = GalleryQuery.Everything with { Tags = GalleryQuery.Everything.Tags.Add(tag) };
        _filtersMade++;
        Close();
    }

    private void Close() => Navigation.NavigateTo(GalleryAddress.Write(_query));

    private async Task UseAsync(GalleryEntry entry)
    {
        if (_isUsing) return;
        _isUsing = true;
        var stored = await Stores.StoreAsync(entry.Template.Bundle, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}?first=1");
    }

    private async Task CreateEmptyAsync()
    {
        var stored = await Stores.CreateFlowAsync(new Flow { Name = L["Flow.NewName"] }, CancellationToken.None);
        Navigation.NavigateTo($"/flows/{stored.Id}");
    }

    private async Task RemoveAsync()
    {
        Stores.Require(AccountRole.Administrator);
        var name = _chosen!.Template.Flow.Name;
        try
        {
            if (await Own.RemoveAsync(_chosen.Template.Id, CancellationToken.None) is { } removed)
            {
                Toasts.Show(new Toast(L["Gallery.Removed", name], ActionLabel: L["Tools.Undo"], Action: async () =>
                {
                    await Own.RestoreAsync(removed, CancellationToken.None);
                    await InvokeAsync(async () =>
                    {
                        await RefreshAsync();
                        StateHasChanged();
                    });
                }));
            }

            Close();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Toasts.Show(new Toast(L["Gallery.CannotRemove", name], IsProblem: true));
        }
    }

    private static bool SameFilters(GalleryQuery one, GalleryQuery other) => one.Search == other.Search && one.Order == other.Order;
}
