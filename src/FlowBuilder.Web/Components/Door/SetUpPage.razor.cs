using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Door;

/// <summary>Where the first administrator is made, with the link that the program prints.</summary>
public sealed partial class SetUpPage
{
    private bool _isGood;
    private string? _problem;
    private string? _nameProblem;
    private string? _passwordProblem;
    private string? _againProblem;

    /// <summary>What makes the link good.</summary>
    [Parameter] public string Token { get; set; } = "";

    [SupplyParameterFromForm(FormName = "set-up", Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "set-up", Name = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "set-up", Name = "again")] private string? Again { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [Inject] private AccountBook Accounts { get; set; } = null!;

    [Inject] private FirstAdministrator First { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private SignIns SignIns { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _isGood = First.IsGood(Token);
        if (!_isGood) _problem = (Accounts.IsSignInNeeded ? AccountProblems.NotFirst : AccountProblems.BadLink).Detail.ToString();
    }

    private async Task CreateAsync()
    {
        if (!_isGood) return;
        _nameProblem = string.IsNullOrWhiteSpace(Name) ? L["SignIn.NeedsName"].Value : null;
        _againProblem = Password == Again ? null : L["SignIn.NotSame"].Value;
        if (_nameProblem is not null || _againProblem is not null) return;
        try
        {
            var address = Context.Connection.RemoteIpAddress?.ToString();
            var account = await First.CreateAsync(Token, AccountNames.Canonical(Name!).Trim(), Password ?? "", address, Context.RequestAborted);
            await SignIns.BeginAsync(Context, account, isKept: false, Context.RequestAborted);
            Navigation.NavigateTo("/accounts");
        }
        catch (ApiException refusal)
        {
            Tell(refusal.Problem);
        }
    }

    private void Tell(ApiProblem problem)
    {
        var text = problem.Detail.ToString();
        switch (problem.Code)
        {
            case "account.bad-name": _nameProblem = text; break;
            case "account.weak-password": _passwordProblem = text; break;
            default: _problem = text; break;
        }
    }
}
