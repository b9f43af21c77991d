using System.Globalization;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <content>Bringing an earlier version back into the editor.</content>
public sealed partial class FlowEditorPage
{
    /// <summary>The number of a version that the flow is to be made like, as one edit of this window's history.</summary>
    [SupplyParameterFromQuery(Name = "restore")] public string? Restore { get; set; }

    [Inject] private FlowPublishing Publishing { get; set; } = null!;

    [Inject] private PageScript Page { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    // Here and not on the page of versions, so that there is a window whose history can take it back.
    private async Task RestoreAsync()
    {
        if (!int.TryParse(Restore, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;

        // Whoever loads the page again wants what they did since, not the version once more.
        await Page.RememberInAddressAsync($"/flows/{Id}");
        if (!await Toasts.TryAsync(() => Publishing.RestoreAsync(Id, number, CancellationToken.None).AsTask())) return;
        Toasts.Show(new Toast(L["Versions.Restored", number], ActionLabel: L["Tools.Undo"], Action: () => InvokeAsync(() => _bench?.History.Undo())));
    }
}
