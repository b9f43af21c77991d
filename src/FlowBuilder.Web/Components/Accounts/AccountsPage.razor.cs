using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Accounts;

/// <summary>Who may sign in, and what each may do at most; for administrators.</summary>
public sealed partial class AccountsPage
{
    private IReadOnlyList<Account>? _accounts;
    private (Account For, AccountLink Link)? _made;
    private Account? _deleted;
    private bool _isInviting;
    private int _turn;

    [Inject] private AccountAdministration Administration { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => ListAsync();

    // A choice that was refused stands in its field until the row is made anew.
    private async Task ListAsync()
    {
        _accounts = await Administration.ListAsync(CancellationToken.None);
        _turn++;
    }

    private Task TakeAsync((Account Account, AccountLink Link) made)
    {
        (_made, _isInviting) = (made, false);
        return ListAsync();
    }

    private async Task ChangeAsync(Account account, AccountChange change)
    {
        if (await Toasts.TryAsync(() => Administration.ChangeAsync(account.Id, change, CancellationToken.None)))
            Toasts.Show(new Toast(L[change.Role is null ? change.IsDisabled == true ? "Accounts.SwitchedOff" : "Accounts.SwitchedOn" : "Accounts.RoleChanged", account.Name]));
        await ListAsync();
    }

    private async Task MakeLinkAsync(Account account)
    {
        await Toasts.TryAsync(async () => _made = (account, await Administration.NewLinkAsync(account.Id, CancellationToken.None)));
        await ListAsync();
    }

    private async Task DeleteAsync(Account account)
    {
        _deleted = null;
        if (_made?.For.Id == account.Id) _made = null;
        if (await Toasts.TryAsync(() => Administration.DeleteAsync(account.Id, CancellationToken.None))) Toasts.Show(new Toast(L["Accounts.Deleted", account.Name]));
        await ListAsync();
    }
}
