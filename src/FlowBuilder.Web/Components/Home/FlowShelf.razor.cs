using System.Globalization;
using System.Text;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Editing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Home;

/// <summary>Somebody's flows: searched, narrowed by tags, sorted, copied, downloaded and put into the bin.</summary>
public sealed partial class FlowShelf
{
    // Each card holds a picture of its flow: a few rows at a time are quick to send.
    private const int PageSize = 24;

    private readonly Dictionary<string, Flow> _pictures = new(StringComparer.Ordinal);
    private IReadOnlyList<FlowSummary>? _flows;
    private IReadOnlyList<FlowSummary> _shown = [];
    private IReadOnlyList<(string Tag, int Count)> _tags = [];
    private ILookup<string, string> _slugs = Enumerable.Empty<string>().ToLookup(slug => slug);
    private FlowArrangement _arrangement = FlowArrangement.Everything;
    private FlowSummary? _details;
    private FlowSummary? _savingTemplate;
    private FlowSummary? _shared;
    private string _initialSearch = "";
    private int _most = PageSize;
    private int _inBin;

    /// <summary>Told how many flows there are, whenever that was read anew.</summary>
    [Parameter] public EventCallback<int> OnCounted { get; set; }

    [Inject] private IEndpointStore Endpoints { get; set; } = null!;

    [Inject] private EditSessions Sessions { get; set; } = null!;

    [Inject] private FlowFormat Format { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private PageScript Script { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IFlowStore Flows => Stores.Flows;

    /// <summary>Reads the list anew.</summary>
    public async Task RefreshAsync()
    {
        _flows = await Flows.ListAsync(CancellationToken.None);
        _slugs = (await Endpoints.ListAsync(CancellationToken.None)).ToLookup(endpoint => endpoint.FlowId, endpoint => endpoint.Slug);
        _inBin = (await Flows.ListBinAsync(CancellationToken.None)).Count;
        _tags = FlowArrangement.TagsOf(_flows, CultureInfo.CurrentCulture);
        await OnCounted.InvokeAsync(_flows.Count);
        await ArrangeAsync();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _arrangement = ShelfAddress.Read(Navigation.Uri);
        _initialSearch = _arrangement.Search;
        return RefreshAsync();
    }

    private async Task ArrangeAsync()
    {
        _shown = _arrangement.Of(_flows ?? [], CultureInfo.CurrentCulture);
        StateHasChanged();
        foreach (var flow in _shown.Take(_most).ToList())
        {
            if (_pictures.ContainsKey(flow.Id)) continue;
            if (await Flows.FindAsync(flow.Id, CancellationToken.None) is { } stored) _pictures[flow.Id] = stored.Flow;
        }

        StateHasChanged();
    }

    private Task OnSearch(ChangeEventArgs change)
    {
        (_arrangement, _most) = (_arrangement with { Search = change.Value as string ?? "" }, PageSize);
        return RearrangeAsync();
    }

    private Task OnOrder(ChangeEventArgs change)
    {
        if (Enum.TryParse<FlowOrder>(change.Value as string, out var order)) _arrangement = _arrangement with { Order = order };
        return RearrangeAsync();
    }

    private Task ToggleTag(string tag)
    {
        (_arrangement, _most) = (_arrangement.Toggle(tag), PageSize);
        return RearrangeAsync();
    }

    private Task ShowAll()
    {
        // The field keeps what was typed until its element is made anew: a whole new page is the simplest way to empty it.
        Navigation.NavigateTo("/", forceLoad: true, replace: true);
        return Task.CompletedTask;
    }

    private Task ShowMoreAsync()
    {
        _most += PageSize;
        return ArrangeAsync();
    }

    // So that coming back from a flow shows the list as it was left.
    private async Task RearrangeAsync()
    {
        await Script.RememberInAddressAsync(ShelfAddress.Write(_arrangement));
        await ArrangeAsync();
    }

    private async Task EditDetailsAsync(FlowSummary summary)
    {
        await RefreshAsync();
        _details = _flows!.FirstOrDefault(flow => flow.Id == summary.Id);
    }

    private async Task SaveDetailsAsync(FlowDetails details)
    {
        var id = _details!.Id;
        _details = null;

        // Through the session, so that a window which has the flow open sees the change instead of a conflict.
        if (Person.Allows(Resource.Flow(id), AccessLevel.Edit) && await Sessions.OpenAsync(id, CancellationToken.None) is { } lease)
        {
            await using (lease)
            {
                var flow = lease.Session.Flow;
                lease.Session.Apply(FlowChanges.Between(flow, flow with { Name = details.Name, Description = details.Description, Tags = details.Tags }));
                await lease.Session.FlushAsync(CancellationToken.None);
            }
        }

        await RefreshAsync();
    }

    private async Task DuplicateAsync(FlowSummary summary)
    {
        if (await Flows.FindAsync(summary.Id, CancellationToken.None) is not { } stored) return;
        await Toasts.TryAsync(() => Stores.CreateFlowAsync(stored.Flow with { Name = L["Flow.CopyOf", stored.Flow.Name] }, CancellationToken.None));
        await RefreshAsync();
    }

    private async Task DownloadAsync(FlowSummary summary)
    {
        if (await Flows.FindAsync(summary.Id, CancellationToken.None) is not { } stored) return;
        await Script.DownloadAsync(FileNames.Of(stored.Flow.Name, ".json"), Encoding.UTF8.GetString(Format.Write(stored.Flow)), "application/json");
    }

    private Task DownloadBundleAsync(FlowSummary summary) => Script.DownloadFromAsync($"{ApiPaths.Flow(summary.Id)}/bundle");

    private async Task DeleteAsync(FlowSummary summary)
    {
        if (!await Flows.DeleteAsync(summary.Id, CancellationToken.None)) return;
        await RefreshAsync();
        Toasts.Show(new Toast(L["Flow.Deleted", summary.Name], ActionLabel: L["Tools.Undo"], Action: async () =>
        {
            await Flows.RestoreAsync(summary.Id, CancellationToken.None);
            await InvokeAsync(RefreshAsync);
        }));
    }
}
