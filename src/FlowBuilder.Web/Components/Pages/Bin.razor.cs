using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>The flows that were deleted, to be brought back or removed for good.</summary>
public sealed partial class Bin
{
    private IReadOnlyList<FlowSummary>? _flows;
    private FlowSummary? _purging;

    [Inject] private Toasts Toasts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private ScreenStores Stores { get; set; } = null!;

    private IFlowStore Flows => Stores.Flows;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListAsync();

    private string NameOf(FlowSummary flow) => flow.Name.Length > 0 ? flow.Name : L["Flow.Untitled"];

    private async Task ListAsync() => _flows = await Flows.ListBinAsync(CancellationToken.None);

    private async Task RestoreAsync(FlowSummary flow)
    {
        if (await Flows.RestoreAsync(flow.Id, CancellationToken.None))
        {
            Toasts.Show(new Toast(L["Bin.Restored", NameOf(flow)], ActionLabel: L["Bin.Open"], Action: () =>
            {
                Navigation.NavigateTo($"/flows/{flow.Id}");
                return Task.CompletedTask;
            }));
        }

        await ListAsync();
    }

    private async Task PurgeAsync(FlowSummary flow)
    {
        _purging = null;
        await Flows.PurgeAsync(flow.Id, CancellationToken.None);
        await ListAsync();
    }
}
