namespace FlowBuilder.Web.Api.Accounts;

/// <summary>The first administrator, as the link that the program prints allows to make it.</summary>
internal sealed record FirstAccountBody
{
    /// <summary>The last part of the link.</summary>
    public required string Token { get; init; }

    /// <summary>The name that it signs in with.</summary>
    public required string Name { get; init; }

    /// <summary>Its password.</summary>
    public required string Password { get; init; }
}
