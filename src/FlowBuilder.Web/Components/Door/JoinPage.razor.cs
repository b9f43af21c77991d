using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Door;

/// <summary>Where somebody takes up an invitation, or sets a new password in place of a forgotten one.</summary>
public sealed partial class JoinPage
{
    private string? _name;
    private string? _problem;
    private string? _passwordProblem;
    private string? _againProblem;

    /// <summary>What makes the link good.</summary>
    [Parameter] public string Token { get; set; } = "";

    [SupplyParameterFromForm(FormName = "join", Name = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "join", Name = "again")] private string? Again { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [Inject] private AccountAdministration Administration { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private SignIns SignIns { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _name = await Administration.NameOfLinkAsync(Token, Context.RequestAborted);
        }
        catch (ApiException refusal)
        {
            _problem = refusal.Problem.Detail.ToString();
        }
    }

    private async Task SetPasswordAsync()
    {
        if (_name is null) return;
        _againProblem = Password == Again ? null : L["SignIn.NotSame"].Value;
        if (_againProblem is not null) return;
        try
        {
            var account = await Administration.SetPasswordAsync(Token, Password ?? "", Context.Connection.RemoteIpAddress?.ToString(), Context.RequestAborted);
            await SignIns.BeginAsync(Context, account, isKept: false, Context.RequestAborted);
            Navigation.NavigateTo("/");
        }
        catch (ApiException refusal) when (refusal.Problem.Code == "account.weak-password")
        {
            _passwordProblem = refusal.Problem.Detail.ToString();
        }
        catch (ApiException refusal)
        {
            (_problem, _name) = (refusal.Problem.Detail.ToString(), null);
        }
    }
}
