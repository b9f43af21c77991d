namespace FlowBuilder.Web.Accounts;

/// <summary>The first administrator, for machines that no browser reaches (<c>Security:Administrator:*</c>). Read while there is no account, and never again.</summary>
internal sealed record AdministratorSettings
{
    /// <summary>The name that the administrator signs in with.</summary>
    public string? Name { get; init; }

    /// <summary>The password. Take it out of the environment after the first start.</summary>
    public string? Password { get; init; }
}
