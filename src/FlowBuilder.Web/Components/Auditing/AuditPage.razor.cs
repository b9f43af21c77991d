using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Auditing;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Auditing;

/// <summary>Who did what, latest first; for administrators.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 100;

    private IReadOnlyList<Account> _accounts = [];
    private IReadOnlyList<(long Number, AuditEntry Entry)>? _entries;
    private (string?, string?, string?) _read;

    /// <summary>Only what that account did.</summary>
    [SupplyParameterFromQuery(Name = "person")] public string? AccountId { get; set; }

    /// <summary>Only what was done to things of that kind.</summary>
    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }

    /// <summary>Only what was done to the thing of that id.</summary>
    [SupplyParameterFromQuery(Name = "thing")] public string? Thing { get; set; }

    [Inject] private IAccountStore Accounts { get; set; } = null!;

    [Inject] private IAuditLog Log { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _accounts = await Accounts.ListAsync(CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_entries is not null && _read == (AccountId, Kind, Thing)) return;
        _read = (AccountId, Kind, Thing);
        _entries = await ReadAsync(before: null);
    }

    private void Narrow(string? account, string? kind, string? thing) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters("/audit", new Dictionary<string, object?>
    {
        ["person"] = Some(account),
        ["kind"] = Some(kind),
        ["thing"] = Some(thing),
    }));

    private static string? Some(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private async Task ShowOlderAsync() => _entries = [.. _entries!, .. await ReadAsync(_entries![^1].Number)];

    private ValueTask<IReadOnlyList<(long Number, AuditEntry Entry)>> ReadAsync(long? before) => Log.ListAsync(
        new AuditQuery { AccountId = AccountId, Action = Kind is null ? null : $"{Kind}.", TargetId = Thing, Before = before, Top = PageSize },
        CancellationToken.None);

    private string From(AuditEntry entry) => string.Join(" · ", new[]
    {
        entry.Address is { } address ? L["Audit.Address", address].Value : null,
        entry.KeyId is not null ? L["Audit.ByKey"].Value : null,
    }.OfType<string>());
}
