using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Accounts;

/// <summary>With whom a flow or a knowledge base is shared, or who may use a connection; what is chosen holds at once.</summary>
public sealed partial class ShareDialog
{
    private IReadOnlyList<Account>? _accounts;
    private string _added = "";

    /// <summary>What is shared.</summary>
    [Parameter, EditorRequired] public Resource Of { get; set; }

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    /// <summary>Called when it should go.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    [Inject] private IAccountStore Accounts { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private AccessRules Rules { get; set; } = null!;

    [Inject] private Sharing Sharing { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    private ImmutableArray<Grant> Grants => Rules.GrantsOf(Of);

    private bool IsLimited => !Grants.IsEmpty;

    // Of a knowledge base, to look is to let one's flows ask it.
    private string ViewText => Of.Kind == ResourceKind.Knowledge ? "Sharing.Use" : "Sharing.View";

    private IEnumerable<(Account Account, AccessLevel Level)> Named =>
        from account in _accounts!
        let grant = Grants.FirstOrDefault(grant => grant.AccountId == account.Id)
        where grant is not null
        orderby grant.Level descending
        select (account, grant.Level);

    // Administrators may everything already.
    private IReadOnlyList<Account> Others =>
        [.. _accounts!.Where(account => account is { Role: not AccountRole.Administrator, IsDisabled: false } && Grants.All(grant => grant.AccountId != account.Id))];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _accounts = [.. (await Accounts.ListAsync(CancellationToken.None)).OrderBy(account => account.Name, StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true))];
    }

    // Who gives away the last right to share could not take that back.
    private bool IsLastOwner(Account account) =>
        !Person.Is(AccountRole.Administrator) && LevelOf(account.Id) == AccessLevel.Own && Grants.Count(grant => grant.Level == AccessLevel.Own) == 1;

    private AccessLevel LevelOf(string account) => Grants.FirstOrDefault(grant => grant.AccountId == account)?.Level ?? AccessLevel.None;

    private Task SetAsync(string account, ChangeEventArgs change) =>
        Enum.TryParse<AccessLevel>(change.Value as string, out var level) ? SetAsync(account, level) : Task.CompletedTask;

    private async Task AddAsync()
    {
        if (_added.Length == 0) return;
        await SetAsync(_added, AccessLevel.View);
        _added = "";
    }

    private Task SetAsync(string account, AccessLevel level)
    {
        var others = Grants.Where(grant => grant.AccountId != account);
        return ShareAsync(level == AccessLevel.None ? [.. others] : [.. others, new Grant(Of, account, level)]);
    }

    private Task LimitAsync(bool isLimited) => ShareAsync(isLimited ? [new Grant(Of, Grant.Nobody, AccessLevel.View)] : []);

    // Asked anew for each choice: the right to share may have been taken away meanwhile.
    private async Task ShareAsync(IReadOnlyList<Grant> grants)
    {
        if (!Person.Allows(Of, AccessLevel.Own)) return;
        var isLimited = Of.Kind == ResourceKind.Connection ? grants.Count > 0 : (bool?)null;
        if (isLimited is null && !Person.Is(AccountRole.Administrator) && grants.All(grant => grant.Level != AccessLevel.Own)) return;
        var body = new AccessBody
        {
            Grants = [.. grants.Where(grant => grant.AccountId != Grant.Nobody).Select(grant => new AccessBody.Given { Account = grant.AccountId, Level = grant.Level })],
            Limited = isLimited,
        };
        await Toasts.TryAsync(() => Sharing.ShareAsync(Of, Name, body, CancellationToken.None));
    }
}
