using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Door;

/// <summary>Where people sign in. A plain form, so that it works before and without any script.</summary>
public sealed partial class SignInPage
{
    private string? _problem;
    private string? _nameProblem;
    private string? _passwordProblem;

    /// <summary>Where the browser goes afterwards; only a path of this program counts.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "keep")] private bool Keep { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [Inject] private AccountBook Accounts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private SignIns SignIns { get; set; } = null!;

    /// <summary>The address of this page that leads back to the one that is shown.</summary>
    internal static string AddressFor(NavigationManager navigation) =>
        $"{PersonScheme.SignInPage}{QueryString.Create("returnUrl", "/" + navigation.ToBaseRelativePath(navigation.Uri))}";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (!Accounts.IsSignInNeeded) Navigation.NavigateTo("/");
    }

    private async Task SignInAsync()
    {
        _nameProblem = string.IsNullOrWhiteSpace(Name) ? L["SignIn.NeedsName"] : null;
        _passwordProblem = string.IsNullOrEmpty(Password) ? L["SignIn.NeedsPassword"] : null;
        if (_nameProblem is not null || _passwordProblem is not null) return;
        try
        {
            await SignIns.SignInAsync(Context, Name!, Password!, Keep, Context.RequestAborted);
            Navigation.NavigateTo(ReturnAddress.Of(ReturnUrl));
        }
        catch (ApiException refusal)
        {
            _problem = refusal.Problem.Detail.ToString();
        }
    }
}
