namespace FlowBuilder.Web.Api.Accounts;

/// <summary>A password that is set with a link.</summary>
internal sealed record PasswordBody
{
    /// <summary>The last part of the link.</summary>
    public required string Token { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }
}
