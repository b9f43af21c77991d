using System.ComponentModel.DataAnnotations;
using System.Net;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts.Provider;

/// <summary>A provider outside with which people sign in (<c>Security:Provider:*</c>): OAuth 2.0, authorization code with PKCE (RFC 6749, RFC 7636).</summary>
internal sealed record ProviderSettings
{
    /// <summary>What it is called on the page for signing in, and in accounts that sign in with it. Not to be changed later.</summary>
    public string Name { get; init; } = "";

    /// <summary>What this program is called there.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>What this program shows there; from the environment rather than a file.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>Where people are sent to sign in: https.</summary>
    public string AuthorizationEndpoint { get; init; } = "";

    /// <summary>Where a code is changed for a token: https.</summary>
    public string TokenEndpoint { get; init; } = "";

    /// <summary>Where the provider says who signed in: https.</summary>
    public string UserInfoEndpoint { get; init; } = "";

    /// <summary>What is asked for, separated by spaces.</summary>
    public string Scopes { get; init; } = "openid profile email";

    /// <summary>The member of the user info that names the person for ever.</summary>
    public string SubjectMember { get; init; } = "sub";

    /// <summary>The member of the user info that an administrator invites people by.</summary>
    public string NameMember { get; init; } = "email";

    /// <summary>The role of people who were not invited.</summary>
    /// <value>Null by default: only who was invited gets in.</value>
    public AccountRole? NewAccounts { get; init; }

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<ValidationResult> Problems()
    {
        if (Name.Length is 0 or > Account.MaxNameLength) yield return Problem(nameof(Name), $"a name of 1 to {Account.MaxNameLength} characters");
        if (ClientId.Length == 0) yield return Problem(nameof(ClientId), "what the provider calls this program");
        if (ClientSecret.Length == 0) yield return Problem(nameof(ClientSecret), "the secret that the provider gave");
        if (!IsSafe(AuthorizationEndpoint)) yield return Problem(nameof(AuthorizationEndpoint), "an https address");
        if (!IsSafe(TokenEndpoint)) yield return Problem(nameof(TokenEndpoint), "an https address");
        if (!IsSafe(UserInfoEndpoint)) yield return Problem(nameof(UserInfoEndpoint), "an https address");
        if (SubjectMember.Length == 0) yield return Problem(nameof(SubjectMember), "the name of a member, such as sub");
        if (NameMember.Length == 0) yield return Problem(nameof(NameMember), "the name of a member, such as email");
        if (NewAccounts is AccountRole.Administrator) yield return Problem(nameof(NewAccounts), "viewer or editor: administrators are made by administrators");
    }

    private static ValidationResult Problem(string member, string expected) => new($"Security:Provider:{member} must be {expected}.", [member]);

    // Without TLS only to this machine, where a provider is tried out.
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
