using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Components.Publishing;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Accounts;

/// <summary>One's own account: its password, and the end of all its sessions.</summary>
public sealed partial class MyAccountPage
{
    private string _former = "";
    private string _next = "";
    private string _again = "";
    private string? _formerProblem;
    private string? _nextProblem;
    private string? _againProblem;
    private string? _provider;

    [Inject] private AccountAdministration Administration { get; set; } = null!;

    [Inject] private ScreenPerson Person { get; set; } = null!;

    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (Person.Person.AccountId is { } id) _provider = (await Administration.FindAsync(id, CancellationToken.None)).Provider;
    }

    // What ends the sessions leads this window to the sign-in, too.
    private async Task ChangePasswordAsync()
    {
        (_formerProblem, _nextProblem) = (null, null);
        _againProblem = _next == _again ? null : L["SignIn.NotSame"].Value;
        if (_againProblem is not null) return;
        try
        {
            await Administration.ChangePasswordAsync(Person.Person.AccountId!, _former, _next, CancellationToken.None);
        }
        catch (ApiException refusal) when (refusal.Problem.Code == "account.wrong-former-password")
        {
            _formerProblem = refusal.Problem.Detail.ToString();
        }
        catch (ApiException refusal)
        {
            _nextProblem = refusal.Problem.Detail.ToString();
        }
    }

    private Task<bool> EndSessionsAsync() => Toasts.TryAsync(() => Administration.EndSessionsAsync(Person.Person.AccountId!, CancellationToken.None));
}
