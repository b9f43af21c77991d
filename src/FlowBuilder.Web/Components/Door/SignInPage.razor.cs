using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Accounts.Provider;
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

    /// <summary>Why signing in with a provider came to nothing, as a code; empty where it did not.</summary>
    [SupplyParameterFromQuery(Name = "problem")] public string? ProviderProblem { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "name")] private string? Name { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "password")] private string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in", Name = "keep")] private bool Keep { get; set; }

    [CascadingParameter] private HttpContext Context { get; set; } = null!;

    [Inject] private AccountBook Accounts { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private IServiceProvider Services { get; set; } = null!;

    [Inject] private SignIns SignIns { get; set; } = null!;

    private ProviderSettings? Provider => Services.GetService<ProviderSettings>();

    private string ProviderAddress => $"{ProviderSignIn.Path}{QueryString.Create("returnUrl", ReturnAddress.Of(ReturnUrl))}";

    /// <summary>The address of this page that leads back to the one that is shown.</summary>
    internal static string AddressFor(NavigationManager navigation) =>
        $"{PersonScheme.SignInPage}{QueryString.Create("returnUrl", "/" + navigation.ToBaseRelativePath(navigation.Uri))}";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (!Accounts.IsSignInNeeded) Navigation.NavigateTo("/");
        if (ProviderProblem is not null) _problem = L[ProviderProblem == "account.not-invited" ? "SignIn.NotInvited" : "SignIn.ProviderFailed"];
    }

    private async Task SignInAsync()
    {
        _nameProblem = string.IsNullOrWhiteSpace(Name) ? L["SignIn.NeedsName"].Value : null;
        _passwordProblem = string.IsNullOrEmpty(Password) ? L["SignIn.NeedsPassword"].Value : null;
        _problem = null;
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
