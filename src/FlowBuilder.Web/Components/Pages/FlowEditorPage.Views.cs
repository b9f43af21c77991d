using FlowBuilder.Web.Components.Editor;
using FlowBuilder.Web.Components.Outline;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <content>The two views of the flow, canvas and outline, and what a phone shows of the page.</content>
public sealed partial class FlowEditorPage
{
    private OutlineView? _outline;
    private bool _isOutline;
    private bool _isNarrow;
    private PhoneSheet _sheet;

    [Inject] private OutlineScript Views { get; set; } = null!;

    private async Task ChooseViewAsync()
    {
        _isOutline = await Views.PrefersOutlineAsync();
        _isNarrow = await Views.IsNarrowAsync();
    }

    private async Task ShowViewAsync(bool isOutline)
    {
        (_isOutline, _sheet) = (isOutline, PhoneSheet.Flow);
        await Views.RememberAsync(isOutline);
    }

    private async Task<bool> AddToOutlineAsync(string type)
    {
        if (!_isOutline || _outline is null) return false;
        await _outline.AddAtEndAsync(type);
        return true;
    }

    private void ShowSheet(PhoneSheet sheet)
    {
        if (sheet == PhoneSheet.Flow) _sheet = sheet;
        else _bench!.AskPanel(null, TabOf(sheet));
    }

    private void OnPanelAsked(SideTab tab)
    {
        _sheet = tab switch
        {
            SideTab.Run => PhoneSheet.Run,
            SideTab.Chat => PhoneSheet.Chat,
            _ => PhoneSheet.Settings,
        };
        StateHasChanged();
    }

    private static SideTab TabOf(PhoneSheet sheet) => sheet switch
    {
        PhoneSheet.Run => SideTab.Run,
        PhoneSheet.Chat => SideTab.Chat,
        _ => SideTab.Settings,
    };

    private void OnSettingsAsked()
    {
        if (_bench?.Canvas.SelectedNode is null) return;
        _bench.AskPanel(null, SideTab.Settings);
        _ = Views.FocusPanelAsync();
    }
}
