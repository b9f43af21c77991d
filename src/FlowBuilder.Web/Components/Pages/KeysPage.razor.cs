using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Pages;

/// <summary>The keys that programs show when they call: made, looked through and revoked.</summary>
public sealed partial class KeysPage
{
    private IReadOnlyList<ApiKey>? _keys;
    private (ApiKey Key, string Secret)? _made;
    private ApiKey? _revoked;
    private bool _isMaking;

    [Inject] private IApiKeyStore Keys { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListAsync();

    private async Task ListAsync() => _keys = [.. (await Keys.ListAsync(CancellationToken.None)).Where(Person.HasKey)];

    private async Task TakeAsync((ApiKey Key, string Secret) made)
    {
        (_made, _isMaking) = (made, false);
        await ListAsync();
    }

    private async Task RevokeAsync(ApiKey key)
    {
        _revoked = null;
        if (!Person.HasKey(key)) return;
        if (_made?.Key.Id == key.Id) _made = null;
        await Keys.DeleteAsync(key.Id, CancellationToken.None);
        Toasts.Show(new Toast(L["Keys.Revoked", key.Name]));
        await ListAsync();
    }
}
